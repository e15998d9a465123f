"""The words of bylines in many languages: what stands before, between and behind names, and what is no person.

All are lower case; the parsers compare case-folded text. Agencies stand in `agency_words`.
"""

from __future__ import annotations

import re
from typing import Final

from scraper.parse.texts import phrases, words

# What introduces the writer at the head of a byline, longest alternatives first.
BY_WORDS: Final = phrases(
    """
    written by | story by | words by | text by | report by | reported by | review by | analysis by | opinion by |
    posted by | published by | submitted by | contributed by | created by | authored by | article by | blog by |
    post by | guest post by | by | author | authors | author(s) | writer | reporter | byline | about the author |
    words and photos by | text und fotos | text & fotos | text und bilder | text & bilder | text und foto |
    fotos und text | text/fotos | text/foto | beitragvon | text von | ein artikel von |
    ein beitrag von | ein gastbeitrag von | gastbeitrag von | eine analyse von |
    eine kolumne von | ein kommentar von | kommentar von | ein interview von | interview von | geschrieben von |
    veröffentlicht von | verfasst von | eingestellt von | gepostet von | erstellt von | publiziert von | beitrag von |
    artikel von | von | vom | autor | autorin | autoren | autor:in | autor*in | text | interview | autorin/autor |
    autor/in | autor/-in | blog beitrag von | redaktion: | bericht von | themenstarter | bericht | par |
    publié par | écrit par |
    rédigé par | posté par | propos recueillis par | auteur | auteure | autrice | auteurs | texte | article de | por |
    escrito por | publicado por | redactado por | texto de | texto | autora | autores | redactor | postado por |
    enviado por | per | escrit per | publicat per | di | a cura di | scritto da | pubblicato da | inserito da |
    articolo di | testo di | autore | autori | door | geschreven door | geplaatst door | gepubliceerd door | tekst |
    tekst door | skrevet av | skrevet af | publisert av | av | af | text av | skriven av | publicerad av |
    kirjoittanut | kirjoittaja | teksti | höfundur | eftir | napisał | napisała | opracował | opracowała | dodał |
    dodała | autorzy | autorka | oprac. | przez | píše | napsal | napsala | autoři | napísal | napísala | írta |
    szerző | szerzők | de | scris de | publicat de | postat de | autor: | автор | авторы | текст | автор статьи |
    автор текста | опубликовал | написал | написала | автори | аўтар | аутор | пише | от | του | της | από | γράφει |
    γράφει ο | γράφει η | συντάκτης | συντάκτρια | κείμενο | yazan | yazar | haber | muhabir | oleh | penulis |
    ditulis oleh | reporter: | oleh: | tác giả | bởi | theo | isinulat ni | ni | بقلم | كتب | كتبت | الكاتب | كاتب |
    نشر بواسطة | تحرير | نویسنده | مصنف | מאת | כתב | כתבה | द्वारा | लेखक | โดย | ผู้เขียน | 作者 | 撰文 | 文 |
    文／ | 记者 | 記者 | 本报记者 | 撰稿 | 执笔 | 執筆 | 執筆者 | 筆者 | 著者 | 文・ | 取材・文 | 投稿者 | ライター |
    来源作者 | 글 | 글쓴이 | 작성자 | words | contributor | contributors
    """
)

# What only introduces names in visible text when a colon follows: as words of a sentence they are too common.
LABEL_WORDS: Final = frozenset(
    phrases(
        """
        a | af | auteur | auteurs | author | authors | autor | autora | autore | autoren | autores | autori |
        autorin | av | bericht | byline | da | de | di | eftir | haber | interview | interview von | kirjoittaja |
        muhabir | ni | per | redactor | report by | reporter | reporter: | tekst | teksti | testo | text | texte |
        texto | theo | words | contributor | contributors | writer |
        από | κείμενο | της | του | от | текст | 文 | 글 | 글쓴이 | 작성자
        """
    )
)

# What joins two names; a letter or two alone only counts between blanks.
AND_WORDS: Final = phrases(
    """
    and | und | et | y | e | ed | en | og | och | i | a | ja | és | și | şi | ve | dan | và | и | та | і | й | και |
    & | with | mit | avec | con | u | و | ו | และ | sowie | plus | agus | eta | un | ir
    """
)

# Pieces of a byline that end it: dates, labels and buttons that stand in the same line.
STOP_WORDS: Final = words(
    """
    updated published posted last modified on at in for from edited reviewed photo photos photography photographs
    image images illustration video contributor comments comment share min read follow aktualisiert veröffentlicht
    stand am um uhr vom kommentare kommentar aktualisierung datum erstellt geändert foto fotos lesezeit übersetzt
    zuletzt symbolbild symbolfoto archivbild archivfoto redigiert publié mis modifié photo photos traduit publicado
    actualizado fecha fotos pubblicato aggiornato foto
    gepubliceerd bijgewerkt op bewerkt opublikowano aktualizacja zaktualizowano опубликовано обновлено фото date
    datum
    """
)

# Particles of names that are written small.
PARTICLES: Final = words(
    """
    von van der den de del della dello dei degli di da do dos das du des la le les el al bin ibn ben bint ter ten te
    zu zur zum af av und y e san st st. 't in het auf mac mc ap abu d' o' ould
    """
)

# Credentials and suffixes behind a comma that belong to the name before it or to nothing.
CREDENTIALS: Final = words(
    """
    jr jr. sr sr. ii iii iv esq esq. phd ph.d ph.d. md m.d m.d. dds dmd do rn bsn msn np aprn pa-c rd rdn ld mph msc
    m.sc. bsc ba ma mba jd j.d. llm llb cpa cfa cfp cissp pmp edd ed.d. facs facp faclm faap dvm lcsw lmft lpc psyd
    psy.d. pt dpt crnp cscs ldn mba. ms m.s. b.a. m.a. dr. bds frcp fcs ceo cfo cto coo cmo co-founder founder cpp psp
    """
)

# A name with one of these is a publisher, a desk, a group or an account, never a person.
ORGANIZATION_WORDS: Final = words(
    """
    redaktion redaktionsteam onlineredaktion online-redaktion newsredaktion redaktionen chefredaktion redaktor
    redaktionell redaktionsnetzwerk redaktie redaktionen toimitus redakcja redakce redakcia redakcija redacción
    redaccion redação redacao redacció redazione rédaction redaction redacția redactia szerkesztőség uredništvo
    редакция редакція редакцыя редакција σύνταξη haber merkezi editorial editors editor staff team teams desk
    newsroom newsdesk bureau correspondent correspondents contributors webdesk admin administrator adminn webmaster
    root superuser moderator agencies agency agences agenzia agencia agência ajans ajansı agentur agenturen
    nachrichtenagentur presseagentur wire
    wires bot news nieuws noticias nachrichten zeitung tageszeitung anzeiger rundschau kurier tribune herald gazette
    times newspaper magazine magazin magazine's journal daily weekly press presse prensa pressestelle pressedienst
    media medien verlag publishing publisher publications network radio television tv fm channel broadcasting
    rundfunk fernsehen gmbh ag inc inc. ltd ltd. llc corp corp. company e.v. e.v s.a. s.l. b.v. plc foundation
    stiftung institute institut university universität ministry ministerium department government association verein
    society council committee commission federation center centre group services solutions online digital store shop
    club blog community project facebook twitter instagram youtube linkedin pinterest whatsapp telegram unknown
    anonymous guest user customer
    """
)
ORGANIZATION_ENDS: Final = phrases(
    """
    redaktion | zeitung | nachrichten | magazin | 編集部 | 编辑部 | 取材班 | 新聞 | 新闻 | 通信社 | 日报 | 日報 |
    ニュース | -archiv | -team | stiftung | digital | デジタル | 新聞社
    """
)

# Buttons, labels and words of sentences: no name has one of these.
NOT_NAME_WORDS: Final = words(
    """
    bio posts post articles article follow folgen subscribe abonnieren more mehr view read contact kontakt profile
    profil comments comment kommentare alle all beiträge artikel über about posted published publiziert
    veröffentlicht erstellt updated by von am vor ago until since your our my their this that what why how here new
    latest find start get see back zur zum zurück voir plus tous toutes articoli tutti leggi ver más todos leer
    categories category tags tag powered eingetragen dein deine deinen euer eure eurem
    euren download print drucken login logout sign page pdf version home startseite
    menu from of the in on to at for and with sponsored advertorial weitere weiterlesen informationen information
    infos
    """
)

# A name that equals the site's own and has one of these is a paper's, without one it may be the blogger's.
SITE_WORDS: Final = words(
    """
    the der die das le la les el los las il lo i gli o a os as de het den det il lo al un una 24 today now online
    web net site info portal review reviews report reports observer standard chronicle post mail star sun mirror
    express independent guardian telegraph echo courier sentinel register dispatch examiner bulletin globe world
    voice insider inquirer advertiser argus leader mercury monitor pioneer press record recorder reporter republic
    republican transcript union valley city county state local times gazette marketing care dental overhauls
    consulting design travel food kitchen cooking recipes tech school university college health fitness
    music games gaming sport sports business finance money life style living home blatt
    tagblatt wochenblatt volksblatt abendblatt morgenpost post bote volksstimme stimme allgemeine merkur presse
    spiegel welt bild heute woche welt neues neue zeit presse figaro monde libération parisien courrier
    dépêche provence ouest voix nouvelles actualités gaceta voz país mundo razón vanguardia periódico prensa jornada
    nación universal hora verdad norte correo heraldo opinión tiempo deber jornal folha estado correio público
    diário diario gazzetta corriere repubblica messaggero giornale mattino resto stampa sole tirreno secolo
    volkskrant telegraaf dagblad courant krant trouw tidende aftenposten dagbladet posten avis blad bladet nyheter
    dagens svenska expressen aftonbladet sanomat lehti gazeta wyborcza dziennik kurier rzeczpospolita noviny listy
    dnes novosti vesti vijesti список газета новости известия правда вестник время gazetesi sabah hürriyet milliyet
    sözcü cumhuriyet haber kompas tempo ilbo sinmun shimbun daily weekly monthly korea japan china india america
    american european national international global
    """
)

# Rubrics, crossheads and kinds of text, which stand where a byline may: no name is made of them alone.
RUBRIC_WORDS: Final = words(
    """
    points highlights summary overview contents topics facts details background update updated news report story
    stories alert alerts content paid sponsored advertisement promoted premium exclusive video videos photo photos
    gallery pictures image podcast audio related future health lifestyle business sport sports politics opinion
    analysis culture travel money finance software electrical release media press statement conference schedule
    results steps questions answers introduction conclusion ingredients directions instructions notes sources
    references credits guide tips review reviews interview edition issue volume chapter part series special today
    open free public inside cover feature features column columns columnists essay essays letter letters editorial
    comment commentary explainer briefing brief briefs bulletin digest weekend weekly monthly daily morning evening
    long read reads big picture market markets economy industry energy climate change environment nature science
    technology tech education schools society community life living style food arts entertainment music film books
    world africa asia europe america americas middle east pacific national international global local regional
    exchange watch view views voices perspective perspectives spotlight focus insight insights trends profile
    obituary obituaries appointments announcements events calendar archive archives home property cars motoring
    weather traffic crime courts transport housing retail banking investment investing personal careers jobs
    pressemitteilung aktuell sonderheft themen übersicht inhalt zusammenfassung anzeige werbung hintergrund
    meldung nachrichten bericht mitteilung wissenschaft wirtschaft sommaire résumé actualité actualités dossier
    communiqué resumen noticias actualidad opinión deportes contenido destacados sommario notizie cronaca
    primo piano samenvatting nieuws sammanfattning nyheter podsumowanie wiadomości aktualności новости
    politik kultur sport gesellschaft leben wissen meinung kommentar leitartikel reportage porträt gespräch
    politique économie société monde culture sciences tribune chronique éditorial entretien enquête analyse
    política economía sociedad mundo cultura ciencia crónica editorial entrevista reportaje análisis
    politica economia società mondo cultura scienza cronache editoriale intervista
    """
)

# What a person does: behind a name, after a comma, a dash or a line break.
ROLE_WORDS: Final = words(
    """
    reporter reporters correspondent editor writer journalist columnist contributor producer author critic
    photographer intern freelancer blogger chief analyst director manager coordinator specialist strategist
    leiter leiterin projektleiter projektleiterin geschäftsführer geschäftsführerin sprecher sprecherin vorsitzender
    vorsitzende professorin dozent dozentin direktor direktorin directeur directrice chercheur chercheuse professeur
    professeure directora profesor profesora investigador investigadora direttore direttrice
    consultant engineer officer president head lead assistant associate professor expert dietitian nurse attorney
    lawyer physician therapist anchor presenter host staff fellow founder redakteur redakteurin korrespondent
    korrespondentin reporterin autorin autor journalistin volontär volontärin chefredakteur chefredakteurin
    ressortleiter ressortleiterin kolumnist journaliste correspondant correspondante rédacteur rédactrice envoyé
    envoyée grand auteur éditorialiste chroniqueur chroniqueuse periodista redactor redactora corresponsal
    columnista reportero reportera editora jornalista repórter correspondente colunista giornalista inviato inviata
    corrispondente caporedattore verslaggever redacteur correspondente journalist toimittaja reportasje dziennikarz
    redaktor dziennikarka korespondent корреспондент журналист обозреватель редактор специальный muhabir muhabiri
    gazeteci yazarı 記者 记者 編集委員 論説委員 特派員 编辑
    """
)


# Months stand between a name and the digits of a date; only those that are cut off behind a name.
MONTHS: Final = words(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember jänner janvier février mars avril
    juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto
    septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro dezembro
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari februari maart mei augustus
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun montag dienstag mittwoch
    donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles
    jueves viernes sábado domingo
    """
)


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


_BY_LATIN: Final = tuple(word for word in BY_WORDS if word[0] < "\u0600")
_BY_OTHER: Final = tuple(word for word in BY_WORDS if word[0] >= "\u0600")

# Scripts without blanks need none behind the word; the others need a blank or a colon.
BY = re.compile(
    rf"\s*(?:(?:{_alternatives(_BY_LATIN)})(?:\s*[:：]\s*|\s+)|(?:{_alternatives(_BY_OTHER)})(?:\s*[:：／/＝=|]\s*"
    rf"|\s+)|(?:/|~|—|–|-)\s*(?:by|von)\s+)",
    re.IGNORECASE,
)

# The same for visible text that nothing else marks: the weak words need their colon.
_STRONG_BY: Final = tuple(word for word in BY_WORDS if word not in LABEL_WORDS)
SHOWN_BY = re.compile(
    rf"\s*(?:(?:{_alternatives(_STRONG_BY)})(?:\s*[:：／/＝=|]\s*|\s+)"
    rf"|(?:{_alternatives(tuple(LABEL_WORDS))})\s*[:：]\s*|(?:/|~|—|–|-)\s*(?:by|von)\s+)",
    re.IGNORECASE,
)

BY_FIRST_WORDS: Final = frozenset(word.split()[0].rstrip(":") for word in BY_WORDS)

# Whole sentences that say it.
WRITTEN_BY = re.compile(
    r"(?:(?:this|the) (?:post|article|story|piece|guide|report) (?:was|is) (?:originally )?"
    r"(?:written|authored|reported) by"
    r"|(?:dieser|der) (?:beitrag|artikel|text) (?:wurde|ist) von|cet article a été (?:écrit|rédigé) par"
    r"|este (?:artículo fue|artigo foi) (?:escrito|redactado|redigido) por|questo articolo è stato scritto da)"
    r" (?=\S)",
    re.IGNORECASE,
)
# The same words behind a date or a bar in a line: `September 21, 2020 by Ann Lee`. One class in front, for the search
# for a class is the fast one.
# A look at the first letter of what follows saves the words at nearly all digits of dates.
INNER_BY = re.compile(
    r"[\d|·•—–-](?=[.,]?\s*[abdhoprtuv])(?:(?<=\d)[.,]?(?:\s*(?:uhr|am|pm|h))?)?\s*"
    r"(?:(?:by|von|vom|par|por|di|door|av|af|oleh|przez)\s+"
    r"|(?:author|autor(?:in|a|e)?|auteure?|redaktion|redaktør|redactor|text|texte|texto|testo|tekst)\s?:\s*)(?=\S)",
    re.IGNORECASE,
)
