"""The Korean papers: NDSoft-like, mediaOn-like, gnuboard-like, and a table layout in CP949."""

from __future__ import annotations

from html import escape

from tests.fakes.town.paper import Answer, Paper, Request, paragraphs
from tests.fakes.town.stories import Story


class NdsoftPaper(Paper):
    """`/news/articleView.html?idxno=N`; AMP pages, a news sitemap of the newest, feeds, searches, a calendar."""

    name = "솔마을신문"
    has_stamps = True
    numbers = (201_000, 2)

    def article_path(self, story: Story) -> str:
        return f"/news/articleView.html?idxno={story.number}"

    def list_path(self, section: int, page: int) -> str:
        where = "" if section < 0 else f"sc_section_code=S1N{section + 1}&"
        return f"/news/articleList.html?{where}view_type=sm" + (f"&page={page}" if page > 1 else "")

    def head(self) -> str:
        return '<link rel="alternate" type="application/rss+xml" title="전체기사" href="/rss/allArticle.xml">'

    def extra_links(self) -> str:
        return (
            '<li><a href="/member/login.html">로그인</a></li><li><a href="/com/jb.html">기사제보</a></li>'
            '<li><a href="/news/articleList.html?view_type=sm">전체기사</a></li>'
            '<li><a href="/news/articleList.html?sc_area=A&view_type=sm&sc_word=시장">시장</a></li>'
            '<li><a href="/news/calendar.html?day=2025-06-30">달력</a></li><li><a href="/com/kd.html">구독신청</a></li>'
        )

    def answer(self, request: Request) -> Answer | None:
        path = request.path
        if path == "/robots.txt":
            text = f"User-agent: *\nDisallow: /member/\nDisallow: /news/articlePrint\nSitemap: {self.base}/news-sitemap.xml\n"
            return Answer(text.encode(), kind="text/plain")
        if path in ("/news/articleView.html", "/news/articleViewAmp.html", "/news/articlePrint.html"):
            story = self.by_number(request.number("idxno"))
            return self.article(story) if story else None
        if path == "/news/articleList.html":
            return self.lists(request)
        if path == "/news/calendar.html":
            return self.calendar(request.value("day"))
        if path == "/rss/allArticle.xml":
            return self.rss(self.newest[:50])
        if path == "/news-sitemap.xml":
            return self.news_sitemap()
        if path in ("/member/login.html", "/com/jb.html", "/com/kd.html"):
            return self.page("<h2>안내</h2><form><input name=id><input type=password name=pw></form><p>회원 전용</p>")
        return None

    def lists(self, request: Request) -> Answer | None:
        """Return the section lists; a search for a word has endless pages of the same."""
        page = request.number("page", 1)
        if request.value("sc_word"):
            found = self.items(self.newest[:20])
            return self.page(
                f'<h2>검색 결과</h2><ul>{found}</ul><a href="{escape(request.target)}&page={page + 1}">다음</a>'
            )
        code = request.value("sc_section_code")
        return self.listing(int(code[3:]) - 1 if code.startswith("S1N") and code[3:].isdecimal() else None, page)

    def calendar(self, day: str) -> Answer:
        """Return a page for any day at all, with links to its neighbours."""
        links = "".join(
            f'<a href="/news/calendar.html?day={1900 + int(day[:4] or 0) % 300}-01-{n:02}">{n}</a>'
            for n in range(1, 29)
        )
        return self.page(f"<h2>{escape(day)} 일정</h2>{links}")

    def news_sitemap(self) -> Answer:
        """Return a news sitemap of the hundred newest."""
        told = "".join(
            f"<url><loc>{escape(self.url(story))}</loc><news:news><news:publication><news:name>{self.title}</news:name>"
            f"<news:language>ko</news:language></news:publication><news:publication_date>{story.published.isoformat()}"
            f"</news:publication_date><news:title>{escape(story.headline)}</news:title></news:news>"
            f"<lastmod>{story.modified.isoformat()}</lastmod></url>"
            for story in self.newest[:100]
        )
        spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
        return Answer(f'<?xml version="1.0"?><urlset {spaces}>{told}</urlset>'.encode(), kind="application/xml")

    def article(self, story: Story) -> Answer:
        """Return the page of a story."""
        head = (
            f'<link rel="canonical" href="{self.url(story)}"><link rel="amphtml" href="{self.base}/news/articleViewAmp.html?idxno={story.number}">'
            f'<meta property="og:title" content="{escape(story.headline)}"><meta property="og:type" content="article">'
            f'<meta property="article:published_time" content="{story.published.isoformat()}">'
            f'<meta name="author" content="{story.author}">'
        )
        body = (
            f'<header class="article-view-header"><h1 class="heading">{escape(story.headline)}</h1>'
            f'<h2 class="subheading">{escape(story.subtitle)}</h2><ul class="infomation"><li>{story.author} 기자</li>'
            f"<li>입력 {story.published:%Y.%m.%d %H:%M}</li></ul></header>"
            f'<article id="article-view-content-div" itemprop="articleBody">{paragraphs(story)}</article>'
            f'<p class="view-copyright">저작권자 © {self.title} 무단전재 및 재배포 금지</p>'
            f'<a href="/news/articlePrint.html?idxno={story.number}">인쇄</a>'
            f'<a href="/news/articleView.html?idxno={story.number}&replyAll=&reply_sc_order_by=I">댓글</a>'
        )
        answer = self.page(
            body, title=f"{story.headline} < {self.sections[story.section]} < 기사본문 - {self.title}", head=head
        )
        return self.stamped(story, answer)


class MediaonPaper(Paper):
    """`/news/article.html?no=N`; a weather strip, a broken feed, no sitemap, no validators; redesigned in edition 2."""

    name = "은하일보"
    numbers = (40_100, 1)
    has_validators = False

    def article_path(self, story: Story) -> str:
        return f"/news/article.html?no={story.number}"

    def list_path(self, section: int, page: int) -> str:
        if page == 1:
            return f"/news/section.html?sec_no={section + 20}"
        return f"/news/section_list_all.html?sec_no={section + 20}&page={page}"

    def extra_links(self) -> str:
        return (
            '<li><a href="/rss/total.xml">RSS</a></li><li><a href="/news/best_list_all.html?lay_no=3">베스트</a></li>'
            '<li><a href="/news/search_result.html?search=축제">축제</a></li><li><a href="/home/login.html">로그인</a></li>'
        )

    def answer(self, request: Request) -> Answer | None:
        path = request.path
        if path == "/news/article.html":
            story = self.by_number(request.number("no"))
            return self.article(story) if story else self.soft_404()
        if path in ("/news/section.html", "/news/section_list_all.html"):
            return self.listing(request.number("sec_no") - 20, request.number("page", 1))
        if path == "/news/best_list_all.html":
            return self.page(f"<h2>베스트</h2><ul>{self.teasers(self.newest[5:25])}</ul>")
        if path == "/rss/total.xml":
            return self.rss(self.newest[:40], is_broken=True)
        if path in ("/news/search_result.html", "/home/login.html"):
            return self.page("<h2>검색</h2><form><input name=search></form>")
        return None

    def soft_404(self) -> Answer:
        """Return what this system says with status 200 of a story that is not there."""
        return Answer("<script>alert('존재하지 않는 기사입니다.');history.back();</script>".encode())

    def article(self, story: Story) -> Answer:
        """Return the page of a story."""
        strip = "".join(
            f"<li class=icon_w><span>맑음</span> {town} 2{n}.4℃</li>" for n, town in enumerate(("서울", "대전", "광주"))
        )
        top = (
            f'<p class="today_txt">2025.07.02 (수)</p><div class="weather_box"><ul>{strip}</ul><a>기상청 제공</a></div>'
        )
        date = f"등록 {story.published:%Y.%m.%d %H:%M:%S}"
        if self.edition == 1:
            body = (
                f'{top}<div class="viewsubject"><h2>{escape(story.headline)}</h2><h3>{escape(story.subtitle)}</h3></div>'
                f'<ul class="util"><li>{story.author} 기자</li><li>{date}</li></ul>'
                f'<div id="news_body_area" class="cnt_view">{paragraphs(story)}</div>'
            )
        else:
            body = (
                f'<article class="new-view"><h1 class="tit">{escape(story.headline)}</h1><h2 class="sub">{escape(story.subtitle)}</h2>'
                f'<div class="by"><span>{story.author} 기자</span> <span>{date}</span></div><div class="txt">{paragraphs(story)}</div></article>{top}'
            )
        return self.page(
            body,
            title=f"{story.headline} - {self.title}",
            head=f'<meta property="og:title" content="{escape(story.headline)}">',
        )


class GnuboardPaper(Paper):
    """`/bbs/board.php?bo_table=news&wr_id=N`; a board with its sort links, soft 404s, a feed of fifteen."""

    name = "들꽃타임즈"
    numbers = (3_100, 2)

    def article_path(self, story: Story) -> str:
        return f"/bbs/board.php?bo_table=news&wr_id={story.number}"

    def list_path(self, section: int, page: int) -> str:
        where = "" if section < 0 else f"&sca={self.sections[section]}"
        return f"/bbs/board.php?bo_table=news{where}" + (f"&page={page}" if page > 1 else "")

    def extra_links(self) -> str:
        return (
            '<li><a href="/bbs/login.php?url=%2F">로그인</a></li><li><a href="/bbs/register.php">회원가입</a></li>'
            '<li><a href="/bbs/board.php?bo_table=news">전체</a></li><li><a href="/bbs/rss.php?bo_table=news">RSS</a></li>'
            '<li><a href="/bbs/board.php?bo_table=news&sst=wr_hit&sod=desc">조회순</a></li><li><a href="/bbs/search.php?stx=나루터">검색</a></li>'
            '<li><a href="/?device=mobile">모바일 버전으로 보기</a></li><li><a href="/bbs/content.php?co_id=company">회사소개</a></li>'
        )

    def answer(self, request: Request) -> Answer | None:
        path = request.path
        if path == "/robots.txt":
            return Answer(b"User-agent: *\nDisallow: /bbs/search.php\nDisallow: /adm/\n", kind="text/plain")
        if path == "/bbs/board.php":
            if request.value("wr_id"):
                story = self.by_number(request.number("wr_id"))
                return self.article(story, request) if story else self.soft_404()
            return self.board(request)
        if path == "/bbs/rss.php":
            return self.rss(self.newest[:15])
        if path in ("/bbs/login.php", "/bbs/register.php", "/bbs/search.php"):
            return self.page("<h2>회원로그인</h2><form><input name=mb_id><input type=password></form>")
        if path == "/bbs/content.php":
            return self.page("<h1>회사소개</h1><p>들꽃타임즈는 동네 소식을 전하는 작은 신문입니다.</p>")
        return None

    def board(self, request: Request) -> Answer | None:
        """Return the board's lists; page numbers past the end show the last page again."""
        named = request.value("sca")
        section = self.sections.index(named) if named in self.sections else None
        chosen = [story for story in self.newest if section is None or story.section == section]
        last = max(1, -(-len(chosen) // 20))
        return self.listing(section, min(request.number("page", 1), last))

    def soft_404(self) -> Answer:
        """Return what this system says with status 200 of a story that is not there."""
        return self.page(
            '<div id="validation_check"><h1>오류안내 페이지</h1><p class="cbg">글이 존재하지 않습니다. 글이 삭제되었거나 이동하였을 수 있습니다.</p></div>'
        )

    def article(self, story: Story, request: Request) -> Answer:
        """Return the page of a story, with the links that carry the list's page along."""
        everything = sorted(self.living, key=lambda other: other.published, reverse=True)
        place = everything.index(story)
        around = "".join(
            f'<li><a href="/bbs/board.php?bo_table=news&wr_id={other.number}&page={request.number("page", 1)}">{escape(other.headline)}</a></li>'
            for other in self.newest[max(0, place - 1) : place + 2]
            if other is not story
        )
        body = (
            f'<article id="bo_v"><header><h2 id="bo_v_title">{escape(story.headline)}</h2></header>'
            f'<section id="bo_v_info"><strong>{story.author} 기자</strong> <span class="if_date">{story.published:%y-%m-%d %H:%M}</span> 조회 1</section>'
            f'<section id="bo_v_atc"><div id="bo_v_con">{paragraphs(story, "<p>{}</p><p>&nbsp;</p>")}</div></section></article><ul class="bo_v_nb">{around}</ul>'
        )
        return self.page(body, title=f"{story.headline} > 뉴스 | {self.title}")


class TablePaper(Paper):
    """`/article.php?aid=N`, CP949 in tables, an EUC-KR feed, print pages, a server that is busy now and then."""

    name = "옛나루신문"
    charset = "cp949"
    numbers = (1_714_400_000_000, 4_000_000)
    has_validators = False

    def article_path(self, story: Story) -> str:
        return f"/article.php?aid={story.number}"

    def list_path(self, section: int, page: int) -> str:
        return f"/section.php?sid={section + 1}" + (f"&page={page}" if page > 1 else "")

    def extra_links(self) -> str:
        return (
            '<li><a href="/rss.xml">RSS</a></li><li><a href="/search.php?q=%C3%E0%C1%A6">축제 검색</a></li>'
            '<li><a href="javascript:print()">인쇄</a></li><li><a href="/pdf/20250630.pdf">지면보기</a></li>'
        )

    def answer(self, request: Request) -> Answer | None:
        path = request.path
        if path in ("/article.php", "/print.php"):
            story = self.by_number(request.number("aid"))
            if story and story.number % 23 == 0 and self.asked[request.target] == 1:
                return Answer(b"busy", 503, "text/plain", {"Retry-After": "0"})
            return self.article(story) if story else None
        if path == "/section.php":
            return self.listing(request.number("sid") - 1, request.number("page", 1))
        if path == "/rss.xml":
            feed = self.rss(self.newest[:30])
            return Answer(feed.body.replace(b'encoding="cp949"', b'encoding="euc-kr"'), kind="text/xml")
        if path == "/search.php":
            return self.page("<table><tr><td>검색 결과가 없습니다</td></tr></table>")
        if path.startswith("/pdf/"):
            return Answer(b"%PDF-1.4 paper", kind="application/pdf")
        return None

    def article(self, story: Story) -> Answer:
        """Return the page of a story: nested tables and line breaks."""
        text = "<br><br>".join(escape(line) for line in story.paragraphs)
        body = (
            f'<table width="700"><tr><td class="title">{escape(story.headline)}</td></tr>'
            f"<tr><td>입력 : {story.published:%Y. %m.%d}({'월화수목금토일'[story.published.weekday()]}) {story.published:%H:%M}</td></tr>"
            f'<tr><td id="content" class="cont_left">{text}<br><br>/{story.author} 기자</td></tr>'
            f'<tr><td><a href="/print.php?aid={story.number}">프린트</a></td></tr></table>'
        )
        return self.page(body, title=f"{story.headline} - {self.title}")
