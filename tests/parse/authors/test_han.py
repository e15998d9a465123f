"""Chinese and Japanese bylines: lines, brackets at the head and the end of a text, and what names nobody."""

from __future__ import annotations

import pytest

import scraper
from scraper.parse.authors.han import han_people, han_reporters

LINES = (
    ("记者 王小明", "王小明"),
    ("记者 王小明 李华 报道", "王小明 李华"),
    ("记者 王小明 李华\u00a0报道", "王小明 李华"),
    ("本报记者 王小明 通讯员 李四平", "王小明 李四平"),
    ("新华社记者张三 李四平", "张三 李四平"),
    ("来源：河港日报 作者：王小明 责任编辑：李四平", "王小明"),
    ("采写：南港记者 方南", "方南"),
    ("文/王小明 图/李四平", "王小明"),
    ("文 | 小易 编辑 | 李四平", "小易"),
    ("□快报记者 刘 峻", "刘峻"),
    ("记者：欧阳小明、司马山", "欧阳小明 司马山"),
    ("記者王小明／台北報導", "王小明"),
    ("[記者陳大文/台北報導]", "陳大文"),
    ("港灣媒體╱記者王小明／台北報導 2012-01-12 12:01", "王小明"),
    ("記者王小明、陳大文／綜合報導", "王小明 陳大文"),
    ("撰文：陳大文", "陳大文"),
    ("記者・田中太郎", "田中太郎"),
    ("取材・文＝田中太郎　写真＝山田花子", "田中太郎"),
    ("執筆：田中 太郎", "田中 太郎"),
    ("田中太郎（ライター）", "田中太郎"),
    ("（編集委員・田中太郎）", "田中太郎"),
    ("河港新聞記者 田中太郎", "田中太郎"),
)
NOBODY = (
    "责任编辑：王小明",
    "图/河港晚报记者 王小明",
    "新华社记者王小明摄",
    "记者获悉，大桥明年开工。",
    "记者从市政府了解到，",
    "記者會 王：要有第三個選擇",
    "作者：《财经》综合报道",
    "来源: 作者: 手机版 点击: 次",
    "联系本文记者",
    "写真・山田花子",
)
HEADS = (
    ("本报讯（记者 王小明）市政府周二宣布，新的大桥将于明年春天开工建设，预计三年后通车。", "王小明"),
    ("人民网上海12月15日电（记者王小明 通讯员 李四平）今天从铁路局获悉，春运将于下月启动。", "王小明 李四平"),
    ("（中央社記者王小明台北11日電）市政府今天宣布，新的大橋將於明年春天開工建設，預計三年後通車。", "王小明"),
    ("【記者陳大文台北報導】市政府今天宣布，新的大橋將於明年春天開工建設，預計三年後通車，居民表示歡迎。", "陳大文"),
    ("居民们对此表示欢迎，也有人担心噪音，市长说会听取各方意见，工程将分三期进行。（记者 王小明）", "王小明"),
    ("河港晚报讯 记者王小明报道：市政府周二宣布，新的大桥将于明年春天开工建设，预计三年后通车。", "王小明"),
    ("市政府周二宣布，新的大桥将于明年春天开工建设，预计三年后通车，居民对此表示欢迎。（王小明）", "王小明"),
)
SIGNED = (
    (
        "市は新しい橋の工事を来年春に始めると発表した。市長は会見で、住民に感謝すると述べた。（山田太郎）",
        "山田太郎",
    ),
    (
        "市は橋の工事を来年春に始めると発表した。市長は住民に感謝した。【山田太郎、鈴木花子】",
        "山田太郎 鈴木花子",
    ),
    ("市は火曜日、新しい橋の工事を来年春に始めると発表した。市長は住民に感謝した。（社会部・山田太郎）", "山田太郎"),
)
UNSIGNED = (
    "市は火曜日、新しい橋の工事を来年春に始めると発表した。市長は会見で、住民の声に感謝すると述べた。（敬称略）",
    "市は火曜日、新しい橋の工事を来年春に始めると発表した。写真は今年三月に撮影された。（写真提供）",
    "市は火曜日、新しい橋の工事を来年春に始めると発表した。会見には市長が出席（山田太郎）",
    "市政府周二宣布，新的大桥将于明年春天开工建设，预计三年后通车，居民对此表示欢迎。（完）",
    "居民们对此表示欢迎，也有人担心噪音，市长说会听取各方意见，工程将分三期进行。（记者王小明摄）",
    "本报讯 市政府周二宣布，新的大桥将于明年春天开工建设，记者从发布会上获悉，预计三年后通车，居民欢迎。",
    "市は火曜日、新しい橋の工事を来年春に始めると発表した。記者会見で市長は、住民の歓迎の声に感謝すると述べた。",
)


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line(line: str, expected: str) -> None:
    assert " ".join(author.name for author in han_people(line)) == expected


@pytest.mark.parametrize("line", NOBODY)
def test_nobody(line: str) -> None:
    assert han_people(line) == ()


@pytest.mark.parametrize(("text", "expected"), [*HEADS, *SIGNED])
def test_a_paragraph(text: str, expected: str) -> None:
    assert " ".join(author.name for author in han_reporters(text)) == expected


@pytest.mark.parametrize(("text", "expected"), SIGNED)
def test_who_signs_behind_the_last_sentence(text: str, expected: str) -> None:
    more = "<p>橋は三期に分けて建設され、費用は市が負担する。住民は図面を見て意見を出すことができる。</p>"
    article = scraper.extract(f"<html lang=ja><h1>新しい橋は来年春に着工</h1>{more}<p>{text}</p></html>")
    assert " ".join(author.name for author in article.authors) == expected


@pytest.mark.parametrize("text", UNSIGNED)
def test_a_paragraph_without_a_signature(text: str) -> None:
    assert han_reporters(text) == ()


def test_roles_and_outlets() -> None:
    found = han_people("新华社记者王小明 通讯员 李四平")
    assert [(author.name, author.role, author.organization) for author in found] == [
        ("王小明", "记者", "新华社"),
        ("李四平", "通讯员", None),
    ]


@pytest.mark.parametrize("text", [text for text, _ in HEADS])
def test_the_record_of_a_page(text: str) -> None:
    more = "<p>桥梁将分三期建设，全部工程由市政公司承担，费用由省里补贴，居民可以在网上查看图纸并提出意见。</p>"
    article = scraper.extract(f"<html lang=zh><h1>新桥明年春天开工</h1>{more}<p>{text}</p></html>")
    assert "王小明" in [author.name for author in article.authors] or "陳大文" in [a.name for a in article.authors]
