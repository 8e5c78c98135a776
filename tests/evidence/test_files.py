from __future__ import annotations

import io
from contextlib import closing

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory, override_settings
from PIL import Image

from evidence.actions import UploadRefused, keep_file, keep_files, shown_name
from evidence.forms import UploadForm
from evidence.limits import most_bytes, refuse_large_bodies
from evidence.models import EvidenceFile
from evidence.serving import file_response
from unions.models import Event

PDF = b"%PDF-1.4\n1 0 obj<</Type/Pages/Count 1>>endobj 2 0 obj<</Type /Page>>endobj\n%%EOF\n"


def content_of(file: EvidenceFile) -> bytes:
    with file.file.open() as kept:
        return kept.read()


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def picture(colour: str = "red") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(buffer, "JPEG")
    return buffer.getvalue()


def upload(name: str = "公示栏照片.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if content is None else content)


def keep(town, **changes) -> EvidenceFile:
    return keep_file(upload(**changes), union=town.mill_union, by=town.chair)


def test_a_kept_file_belongs_to_the_union_and_says_who_brought_it(town):
    file = keep(town)

    assert (file.name, file.media_type) == ("公示栏照片.jpg", "image/jpeg")
    assert (file.union, file.county_id) == (town.mill_union, town.linghai.pk)
    assert file.size == len(content_of(file))
    assert Event.objects.about(file).first().officer == town.chair


def test_nothing_of_the_senders_name_is_in_the_path(town):
    file = keep(town, name="../../../etc/张三.jpg")

    assert file.name == "张三.jpg"
    assert "张三" not in file.file.name
    assert file.file.name.startswith(f"evidence/{town.federation.pk}/")


def test_the_same_content_is_kept_once_in_a_union(town):
    first, again = keep(town), keep(town, name="另一个名字.jpg")
    elsewhere = keep_file(upload(), union=town.far_union, by=town.far_chair)

    assert first == again
    assert elsewhere not in {first, again}
    assert EvidenceFile.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jpg", b"MZ\x90\x00 a program"), ("a.exe", b"MZ"), ("a.pdf", b""), ("a.html", b"<script>")],
)
def test_what_is_no_honest_picture_or_document_is_refused_by_name(town, name, content):
    with pytest.raises(UploadRefused, match=name) as refused:
        keep(town, name=name, content=content)

    assert refused.value.status == 422
    assert not EvidenceFile.objects.exists()


def test_a_file_over_the_limit_is_answered_with_413(town, settings):
    settings.UPLOAD_MAX_BYTES = 100

    with pytest.raises(UploadRefused) as refused:
        keep(town)
    assert refused.value.status == 413


def test_of_several_files_all_are_kept_or_none(town):
    with pytest.raises(UploadRefused):
        keep_files([upload(), upload("a.exe", b"MZ")], union=town.mill_union, by=town.chair)

    assert not EvidenceFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("照片.heic", "照片.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ("长" * 300 + ".png", "长" * 100 + ".jpg"),
    ],
)
def test_a_name_is_made_fit_to_be_shown(name, shown):
    assert shown_name(name, ".jpg") == shown


def test_a_picture_is_shown_in_place_and_can_do_nothing(town, as_officer):
    file = keep(town)

    response = as_officer(town.county).get(file.get_absolute_url())

    assert b"".join(response) == content_of(file)
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''%E5%85%AC")


def test_a_document_is_shown_without_scripts(town, as_officer):
    file = keep(town, name="决议.pdf", content=PDF)

    response = as_officer(town.chair).get(file.get_absolute_url())

    assert b"".join(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["Content-Disposition"].startswith("inline")


def test_a_file_of_another_kind_is_only_handed_out(town, as_officer):
    file = keep(town)
    EvidenceFile.objects.filter(pk=file.pk).update(media_type="text/html")

    response = as_officer(town.chair).get(file.get_absolute_url())

    assert b"".join(response) == content_of(file)
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("who", ["stranger", "far_chair", "worker"])
def test_a_stranger_finds_no_file(town, as_officer, who):
    file = keep(town)

    assert as_officer(getattr(town, who)).get(file.get_absolute_url()).status_code == 404


def test_a_file_the_storage_lost_is_not_there(town, as_officer):
    file = keep(town)
    file.file.delete(save=False)
    EvidenceFile.objects.filter(pk=file.pk).update(file="evidence/0/gone.jpg")

    assert as_officer(town.chair).get(file.get_absolute_url()).status_code == 404


class Body:
    """A body that counts what is read of it and how much at once."""

    def __init__(self, size: int) -> None:
        self.left, self.most = size, 0

    def read(self, size: int = -1) -> bytes:
        self.most = max(self.most, self.left if size < 0 else size)
        taken = self.left if size < 0 else min(size, self.left)
        self.left -= taken
        return b"x" * taken


def test_a_body_of_fifty_megabytes_is_refused_a_little_at_a_time(db):
    body = Body(50 * 1024 * 1024)
    request = RequestFactory().generic("POST", "/", content_type="multipart/form-data; boundary=x")
    request.META["CONTENT_LENGTH"] = str(body.left)
    request.read = body.read

    response = refuse_large_bodies(lambda _request: pytest.fail("let through"))(request)

    assert response.status_code == 413
    assert body.left == 0
    assert body.most <= 64 * 1024


def test_a_body_over_the_limit_is_refused_whatever_the_page(client, db, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    response = client.post("/targets/new/", {"file": upload("a.jpg", b"x" * most_bytes())})

    assert response.status_code == 413


def test_a_body_within_the_limit_goes_on(client, db):
    assert client.post("/targets/new/", {"file": upload()}).status_code == 302


@pytest.mark.parametrize("announced", ["", "nonsense", "-1"])
def test_a_length_that_is_no_number_says_nothing(announced):
    request = RequestFactory().get("/")
    request.META["CONTENT_LENGTH"] = announced

    assert refuse_large_bodies(lambda _request: "through")(request) == "through"


def form_with(town, number: int) -> UploadForm:
    from django.utils.datastructures import MultiValueDict

    files = MultiValueDict({"evidence": [upload(f"{i}.jpg") for i in range(number)]})
    return UploadForm({}, files, officer=town.chair)


def test_a_form_takes_several_files(town):
    form = form_with(town, 3)

    assert form.is_valid()
    assert [f.name for f in form.cleaned_data["evidence"]] == ["0.jpg", "1.jpg", "2.jpg"]


@pytest.mark.parametrize("number", [0, 5])
def test_a_form_refuses_no_file_and_too_many(town, number):
    assert "evidence" in form_with(town, number).errors


@override_settings(UPLOAD_MAX_BYTES=10)
def test_the_limit_of_a_body_follows_the_limit_of_a_file():
    assert most_bytes() == 40


@pytest.mark.parametrize(("confidential", "kept"), [(False, "max-age=600"), (True, "no-store")])
def test_a_confidential_file_leaves_no_copy_with_the_browser(town, confidential, kept):
    file = keep_file(upload(), union=town.mill_union, by=town.chair, confidential=confidential)

    with closing(file_response(file)) as response:
        assert response["Cache-Control"] == f"private, {kept}"
