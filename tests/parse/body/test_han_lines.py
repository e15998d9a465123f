"""Lines behind a Chinese or Japanese text that only say who edited it, or whence it is."""

import pytest

from scraper import extract
from scraper.parse.body.han_lines import is_credit

TEXT = (
    "海港镇议会周二晚间投票决定，在停航两个冬天之后恢复往返岛屿的渡轮服务，居民对此表示欢迎。",
    "港务长说，岛上没有人预料到投票结果会如此明确，他从两年前起就一直在等待这一天的到来。",
    "首航定于五月一日，如果天气允许，将使用从北方租借来的一艘船，每天往返两次。",
    "船票将在码头和岛上的两家商店出售，议会在周五的一份声明中表示。",
)


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑：王小明",
        "（责任编辑：王小明 李平）",
        "【責任編輯:王小明】",
        "[稿源：河港日报] [编辑：李平]",
        "(王小明 編輯)",
        "（来源：河港日报网 编辑：李平）",
        "編集：山田太郎",
    ],
)
def test_who_edited_is_no_text(line: str) -> None:
    body = "".join(f"<p>{sentence}</p>" for sentence in (*TEXT, line))
    page = f"<html lang='zh'><title>岛屿渡轮两年后恢复</title><h1>岛屿渡轮两年后恢复</h1><div>{body}</div></html>"
    article = extract(page)
    assert article.body_text == "\n".join(TEXT)
    assert any(line in part.text for part in article.boilerplate)


@pytest.mark.parametrize(
    "line",
    [
        "编辑说，大桥明年开工。",
        "来源：有人投诉。后来证实不是这样。",
        "他的编辑王小明没有回答。",
        "The editor: Ann Lee",
        "",
    ],
)
def test_a_sentence_about_editors_is_text(line: str) -> None:
    assert not is_credit(line)
