import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from kernel.digest import sm3
from kernel.uploads import clean_upload

PDF = b"%PDF-1.4\n1 0 obj<</Type/Pages/Count 1>>endobj 2 0 obj<</Type /Page>>endobj\n%%EOF\n"


def picture(kind="JPEG", size=(60, 40), mode="RGB", colour="red", **saved):
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, kind, **saved)
    return buffer.getvalue()


def upload(name, content):
    return clean_upload(SimpleUploadedFile(name, content))


def refusal(name, content):
    with pytest.raises(ValidationError) as refused:
        upload(name, content)
    return refused.value.code


def pdf_with(extra):
    return PDF.replace(b"%%EOF", extra + b"\n%%EOF")


@pytest.mark.parametrize(
    ("kind", "name", "media_type"),
    [
        ("JPEG", "a.JPG", "image/jpeg"),
        ("PNG", "a.png", "image/webp"),
        ("WEBP", "a.webp", "image/webp"),
    ],
)
def test_pictures_are_drawn_anew(kind, name, media_type):
    clean = upload(name, picture(kind))

    assert (clean.media_type, clean.width, clean.height) == (media_type, 60, 40)
    assert clean.media_type == f"image/{Image.open(io.BytesIO(clean.content)).format.lower()}"
    assert clean.sm3 == sm3(clean.content)


def test_the_place_and_every_other_word_about_a_picture_is_gone():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (41.0, 6.0, 30.0)}
    exif[0x010F] = "CAMERA-MAKER"
    sent = picture(exif=exif, comment=b"SECRET-COMMENT", icc_profile=b"SECRET-PROFILE")
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)

    kept = upload("a.jpg", sent).content

    assert not Image.open(io.BytesIO(kept)).getexif()
    assert not any(word in kept for word in (b"Exif", b"CAMERA", b"SECRET"))


def test_a_picture_is_turned_upright_and_shrunk():
    exif = Image.Exif()
    exif[0x0112] = 6

    clean = upload("a.jpg", picture(size=(4000, 1000), exif=exif))

    assert (clean.width, clean.height) == (480, 1920)


def test_a_transparent_picture_stays_transparent():
    kept = upload("a.png", picture("PNG", mode="RGBA", colour=(255, 0, 0, 0))).content

    assert Image.open(io.BytesIO(kept)).mode == "RGBA"


@pytest.mark.parametrize("mode", ["L", "CMYK", "1"])
def test_pictures_of_other_colour_modes_are_kept(mode):
    kind, name = ("PNG", "a.png") if mode == "1" else ("JPEG", "a.jpg")
    buffer = io.BytesIO()
    Image.new(mode, (9, 9)).save(buffer, kind)

    assert upload(name, buffer.getvalue()).width == 9


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("photo.jpg", b"MZ\x90\x00" + b"\0" * 400, "mismatch"),
        ("photo.exe", picture(), "extension"),
        ("photo.png", picture(), "mismatch"),
        ("a.svg", b"<svg onload='alert(1)'/>", "extension"),
        ("a.jpg", b"<svg onload='alert(1)'/>", "mismatch"),
        ("a.jpg", b"<html><script>alert(1)</script>", "mismatch"),
        ("a.jpg", b"", "empty"),
        ("a", picture(), "extension"),
        ("a.jpg", picture() + b"PK\x05\x06" + b"\0" * 18, "hidden_file"),
        ("a.jpg", picture() + b"<script>alert(1)</script>", "hidden_file"),
        ("a.jpg", picture(size=(900, 900))[:-600], "broken"),
        ("a.png", picture("PNG", (900, 900))[:-600], "broken"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "broken"),
        ("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 100, "heic"),
        ("a.pdf", PDF[:-7], "broken"),
        ("a.pdf", b"%PDF-1.4\n%%EOF", "broken"),
        ("a.pdf", b"MZ" + PDF, "mismatch"),
        ("a.pdf", pdf_with(b"<</S/JavaScript/JS(x)>>"), "active"),
        ("a.pdf", pdf_with(b"<</S/J#61vaScript/JS(x)>>"), "active"),
        ("a.pdf", pdf_with(b"<</S/Launch/F(cmd.exe)>>"), "active"),
        ("a.pdf", pdf_with(b"<</Names<</EmbeddedFiles 9 0 R>>>>"), "active"),
        ("a.pdf", pdf_with(b"<</Type/EmbeddedFile>>"), "active"),
        ("a.pdf", pdf_with(b"trailer<</Encrypt 3 0 R>>"), "encrypted"),
        ("a.pdf", PDF + b"PK\x05\x06" + b"\0" * 18, "hidden_file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_an_honest_picture_or_document_is_refused(name, content, code):
    assert refusal(name, content) == code


def test_a_picture_cut_short_is_refused_whatever_another_library_told_pillow(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    assert refusal("a.jpg", picture(size=(900, 900))[:-600]) == "broken"


def test_a_script_packed_in_an_object_stream_is_found():
    packed = zlib.compress(b"7 0 <</S/JavaScript/JS(app.alert(1))>>")
    stream = b"<</Type/ObjStm/Filter/FlateDecode>>stream\r\n" + packed + b"\nendstream"

    assert refusal("a.pdf", pdf_with(stream)) == "active"


def test_a_passive_pdf_is_kept_as_it_came():
    clean = upload("a.pdf", PDF)

    assert (clean.content, clean.pages, clean.extension) == (PDF, 1, "pdf")


def png_header(width, height):
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


@pytest.mark.parametrize("side", [8_000, 12_000, 60_000])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(side):
    data = struct.pack(">I", 4) + b"IDAT" + b"\0" * 8

    assert refusal("a.png", png_header(side, side) + data) == "pixels"


class Endless(SimpleUploadedFile):
    asked = 0

    def read(self, n=-1):
        self.asked = n
        return b"\xff\xd8\xff" + b"\0" * (n - 3)


@pytest.mark.parametrize(("claimed", "read"), [(50 * 1024 * 1024, 0), (7, 10 * 1024 * 1024 + 1)])
def test_a_large_file_is_refused_without_reading_it_all(claimed, read):
    file = Endless("a.jpg", b"x")
    file.size = claimed

    with pytest.raises(ValidationError, match="larger than 10 MB"):
        clean_upload(file)

    assert file.asked == read


HEADS = [
    b"",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\0\0\0\0WEBP",
    b"%PDF-1.7",
    picture(),
]


@given(
    st.sampled_from(HEADS), st.binary(max_size=300), st.sampled_from(["jpg", "png", "webp", "pdf"])
)
def test_any_bytes_pass_or_are_refused(head, rest, extension):
    try:
        kept = upload(f"a.{extension}", head + rest).content
    except ValidationError as refused:
        kept = refused.code

    assert kept
