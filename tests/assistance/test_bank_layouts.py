"""Layouts of bank files: shipped, added, broken."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from assistance.banks import (
    layouts,
)
from assistance.banks.layouts import SHIPPED
from tests.assistance.bank_files import (
    LAYOUTS,
)


def test_three_layouts_are_shipped():
    assert [layout.name for layout in LAYOUTS.values()] == [
        "分单位CSV",
        "通用格式CSV",
        "通用格式Excel",
    ]


def broken(tmp_path, settings, old, new):
    text = (SHIPPED / "generic-csv.toml").read_text()
    assert old in text
    (tmp_path / "ours.toml").write_text(text.replace(old, new, 1))
    settings.HEJIA_BANK_LAYOUTS = str(tmp_path)
    return layouts


def test_a_folder_of_ones_own_adds_layouts(tmp_path, settings):
    read = broken(tmp_path, settings, "通用格式CSV", "我行")

    assert read()["ours"].name == "我行"
    assert set(read()) == {*LAYOUTS, "ours"}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('format = "csv"', 'format = "dbf"', "format"),
        ('format = "csv"', 'format = "xlsx"', "encoding"),
        ('format = "csv"', "format = 1", "format"),
        ("encoding =", "encodings =", "encodings"),
        ('encoding = "utf-8-sig"\n', "", "encoding"),
        ('"utf-8-sig"', '"latin-1"', "encoding"),
        ('"yuan"', '"jiao"', "amount_unit"),
        ('name = "通用格式CSV"', 'name = ""', "name"),
        ('field = "card"', 'field = "id"', r"outgoing.columns\[4\].field"),
        ('field = "card"', 'value = "x"', "outgoing.columns: no column has the field card"),
        ('field = "card"', 'field = "name"', "outgoing.columns: 'name' stands there twice"),
        ("收款人账号", "收款人户名", "outgoing.columns: '收款人户名' stands there twice"),
        (', field = "card"', "", r"outgoing.columns\[4\]"),
        ('header = "开户行"', "header = 5", r"outgoing.columns\[5\].header"),
        ("{count}", "{amount}", "outgoing.trailer.reference"),
        ('"合计"', '"{batch}"', "outgoing.trailer"),
        ('result = "处理结果", ', "", "return.columns.result"),
        ('result = "处理结果"', 'outcome = "处理结果"', "return.columns.outcome"),
        ('"处理结果"', '"金额"', "return.columns: '金额' stands there twice"),
        ('"退票"', '"成功"', "return.failed"),
        ('["失败", "交易失败", "退票"]', "[]", "return.failed"),
        ("[return]", "[answer]", "answer"),
        ("[outgoing]", "[outgoing", "ours.toml"),
    ],
)
def test_a_broken_layout_is_named_by_file_and_key(tmp_path, settings, old, new, key):
    read = broken(tmp_path, settings, old, new)

    with pytest.raises(ImproperlyConfigured, match=key if "ours" in key else f"ours.toml: {key}"):
        read()


def test_a_layout_must_say_where_the_batch_stands(tmp_path, settings):
    read = broken(
        tmp_path, settings, 'columns = { batch = "批次号", reference', "columns = { reference"
    )
    path = tmp_path / "ours.toml"
    text = path.read_text()
    at = text.index("[return]")
    path.write_text(
        text[:at] + text[at:].replace('batch = "合计", reference = "{count}"', 'reference = "合计"')
    )

    with pytest.raises(ImproperlyConfigured, match=r"return\.columns\.batch"):
        read()


def test_a_folder_that_is_not_there_is_named(settings):
    settings.HEJIA_BANK_LAYOUTS = "/nowhere"

    with pytest.raises(ImproperlyConfigured, match="HEJIA_BANK_LAYOUTS: /nowhere"):
        layouts()
