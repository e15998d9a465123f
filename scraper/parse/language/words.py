"""What a text's commonest words say of its language: text in, the language out if one alone has its words there.

A few dozen words of each language that newspapers or Wikipedias are written in settle nearly all texts whose letters
leave it open. What they leave open too is the declaration's or the model's, which takes two thirds of a second to load.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from types import MappingProxyType
from unicodedata import normalize

# Articles, pronouns, prepositions and auxiliaries, which every topic needs, in small letters and with the straight
# apostrophe. A word may be of several languages. The small languages keep a large neighbour from being taken for clear:
# Afrikaans beside Dutch, Galician beside Portuguese.
_WORDS = MappingProxyType(
    {
        "af": "die van en in is wat het nie dat vir te met op sy hy hulle ons aan deur om ook was maar na by uit sal as"
        " 'n word nog oor of hierdie kan elke moet wees dit ander tot",
        "ak": "na sɛ ne no wɔ mu wɔn ɛyɛ yɛ onipa biara ɔ obi ɛno anaa de nso mmom ɛsɛ so ama nnipa saa yi nyinaa ho"
        " anaasɛ kwan a bi nea ma",
        "an": "o a os as d'o d'a y en que un una con por ta no se como ye ha son más ixe ixa tamién sobre chunto entre"
        " estió",
        "ast": "la el de y que en los les del un una por con al pa ye nun se como más foi son d' a tien su esti esta"
        " tamién pol cola nin porque pero lo",
        "ay": "jaqi uka mä taqi ukat ukhamaraki jani kuna jupan mayni janiw sapa ukatxa ukana jaqix utjiwa taqinin"
        " ukhamawa ukax kunaymana jupanakan akax mayniru jaqinakax ukaxa taqe jaqe khitis ukhama ukampis jan",
        "az": "və bir bu üçün ilə da də ki olan hər o edir daha kimi isə sonra var çox ya onun olaraq amma deyil heç"
        " bütün olub edib olması haqqında",
        "br": "ar an ha da e en eo gant a o ur evit eus war pe d' ez he ket ne int ha'n hag dre d'an bet bezañ pep al"
        " zo gwir un er dezhañ",
        "bs": "i u je na se da su za od s o a koji kao što šta te bi ne ili iz po sve do ali nije također ko ima koja"
        " biti bio prema tokom može samo jer općina prije poslije",
        "ca": "el la els les de del dels i amb per que en un una és són ha han aquest aquesta també més com a al als no"
        " l'any ser estat fins entre o seva seu té sense tot tota pels ni",
        "ceb": "ang sa nga mga ug si ni kini kay usa siya nila niya dili aron adunay kon bisan kaniya gikan apan diha"
        " tanan iyang ilang walay sila",
        "co": "u a di è chì in per da un una e i pè cù hè sò ùn micca si ma anu ogni so à o ne più tutti cum'è",
        "crh": "ve bir bu da de içün ile er kim olğan aqqı olaraq kibi em ya aqqına iç öz onıñ insan bütün",
        "cs": "a v se na je že s z o i do to ve k jako za by ale pro si jsou po od který podle také nebo aby své jeho"
        " byl které při být už jen jsem má každý",
        "cy": "y yr a i o yn ar mae ac am wedi ei bod gan hyn oedd fod neu nid ond pob ni fel gyda hawl eu sydd at i'r"
        " o'r a'r un yw cael gyfer",
        "da": "og i at er en den til det på de som med for et af ikke der har var men fra om vi kan skal sig han blev"
        " ved eller efter også mellem selv hvad uden over være hver meget skulle",
        "de": "der die das den dem des ein eine einen einem einer eines und oder aber ist sind war wird werden wurde"
        " haben hat nicht auch auf aus bei für mit nach von vom vor zu zum zur im in an am als wie sich es er sie"
        " wir ich ihr dass wenn über unter durch nur noch so um bis sein kann",
        "ee": "ƒe le la na ɖe eye be si ame wo me o ŋu amesiame alo gake kple nu ga ŋutɔ aɖe ye esi ɖo kpɔ siwo katã"
        " dzi",
        "en": "the of and to in a an is are was were be been has have had that this these those it its for on with as"
        " at by from or not but you your we our they their he she his her which who will can more than there about"
        " into if all also how what when would",
        "eo": "la de kaj en estas al ke por li ne kun kiu el pri sed ĝi oni ili aŭ per tiu ĉiu ankaŭ kiel havas pli je"
        " mi post esti sia kiuj",
        "es": "el la los las de del y en que un una con por para es son fue ha han se su sus lo al como más pero este"
        " esta no ser está entre sobre también hasta desde a o muy cuando sin le ya todo porque ni",
        "et": "ja on ei et see ka oma või kui ta mis oli aga selle nii seda olema kes ning tema igal siis välja kuid"
        " kas pole veel peab üle mida ole eest",
        "eu": "eta da ez du bat dira ere dute izan egin zen baina hori den zuen baino beste edo bere dela gabe zituen"
        " hau dituzte behar oso guztiek dituen duen zaio arabera bai izango baita guztiak",
        "ff": "e ko nde ɗum o kala goɗɗo hay ngam wonaa mo maa kam be ɓe nden gal mum yimɓe fof walla to ha nder dow"
        " fow neɗɗo kadi ina no makko ka gooto",
        "fi": "ja on ei se että oli hän mutta myös kun jos niin kuin tai ovat sen joka ole hänen mukaan jotka vain"
        " ollut olla jo sekä ne siitä voi vielä nyt eivät saa kaikki tämä ilman heidän",
        "fj": "na ni e ka kei me sa se vei ena ko o era mai ga tiko kina dua kivei nodra nona tamata yadua baleta oqo"
        " ya ira rawa vakacaca sega",
        "fo": "og í at á er sum til um tað var við men av ikki hann fyri eru hevur ella verið hon tá frá tey úr teir"
        " vóru sær eisini øll ein skal eftir ið",
        "fr": "le la les de des du un une et en est sont que qui dans pour par sur avec pas plus ne se ce cette ces au"
        " aux il elle ils nous vous je son sa ses leur ou mais comme été être ont a à on d'un d'une n'est c'est",
        "fur": "la il e di in dal che par a al un une i lis cun o si no ogni so int je sô des dai ancje plui come ma",
        "fy": "de it fan en yn in is dat op te mei foar wie troch net as oan om út by ek dy hy nei sy har se binne"
        " wurdt oer mar dit of hat men elts wêze",
        "ga": "an na agus ar a i is do go le ag bhí tá sé ó nó gach mar duine seo ní sin nach chun leis aige bheith de"
        " faoi ach sa don síad iad atá ina",
        "gd": "an na agus a air ann is do gu le aig bha tha e o no gach mar duine seo cha sin nach leis bho bhith de fo"
        " ach anns airson san iad gus eil",
        "gl": "o a os as de do da dos das e que en un unha con por para é foi non se ao á como máis no na nos nas polo"
        " pola ser esta este tamén entre ou el ela súa cunha nunha pero foron xa moi sen seu está outros",
        "gn": "ha upe mba'e peteĩ opa oreko ikatu avei umi ndaikatúi ichupe rehe pe térã guive ndive va'erã kuaa ha'e"
        " mayma ndoikói ijehe hína ára opavave ndaha'éi haguã ko hese oiko rupi guarã háicha kuéra hagua upéi",
        "gsw": "d de s isch und uf i vo mit het nid oder au für em es jede e sy sii sind wo dr ds wie me vom dass uff"
        " hed händ meh gsi u ke dä sys odder ze vùn ùn ùff",
        "ha": "da na ta ya a ba wannan cikin ne ce domin su shi ko kuma ga yana sun an zai daga wani wata amma kan sai"
        " don duk haka tun bayan wajen",
        "haw": "ka ke o i a ma nā he e ua no me ana ia nō kona kēlā kēia 'o 'ia iā loa kekahi mau ai lākou mai nei hana"
        " 'a'ole pono",
        "hi": "के की में है और को से का हैं ने पर कि यह भी नहीं इस एक ही तो हो था थे कर लिए किया",
        "hil": "ang sang sa nga kag mga ni si isa ka indi ukon may para iya ila tanan sia ini kon wala sing apang gid"
        " kay man",
        "hr": "i u je na se da su za od s o a koji kao što te bi ne ili iz po sve do ali nije također tko ima svoje"
        " koja biti bio prema tijekom može samo jer prije poslije gdje",
        "hsb": "a w na je so z za do ke by abo kotryž jeho we ma wot kaž při jako po ale nic swoje su ze tež jich kóždy"
        " ani",
        "ht": "la a nan yo ki pou li ak se te pa gen yon sa nou tout moun ke oswa ap kòm fè lan sou men ou pi lè",
        "hu": "a az és hogy nem is egy de meg van volt ha már csak azt ez el még mint vagy lehet minden kell szerint"
        " aki ezt lesz után azonban pedig való más sem valamint",
        "id": "yang dan di dari untuk pada ini itu dengan tidak akan dalam juga ke oleh sudah adalah bisa ada kata atau"
        " setiap seperti karena orang lebih telah bahwa atas harus",
        "ig": "na nke ndị ya n'ime a ka ọ bụ ga maka ma nwere n' e ndi i ihe mmadụ kwa si dị ahụ onye niile bụla bụghị"
        " mgbe nwa nile ikike",
        "ilo": "ti iti nga a ken dagiti kadagiti kas wenno ket daytoy ni isu no saan maysa amin idi ngem manipud tapno"
        " adda kada babaen kenkuana da",
        "is": "og í að á er sem til um það var við en af ekki með hann fyrir eru þess þar hefur eða verið hún þegar svo"
        " þau þá frá úr þeir voru því",
        "it": "il lo la i gli le di del della dei delle dal dalla nel nella un una e è che in con per non si sono ha"
        " hanno a al alla ai alle anche come più da su sul sulla questo questa ma o l'ha c'è",
        "jv": "ing lan sing karo iku kang ora wong ana dadi saka kanggo uga utawa marang iki yaiku bisa menyang kabeh"
        " saben minangka dening duwe nalika",
        "kg": "na ya ba ke ve to mpi kana muntu bantu nde sambu yandi yonso lenda me luta ntangu kaka yina bo ti mosi"
        " nyonso konso mpe yayi bawu",
        "kk": "jäne jáne üşın úshin üshin bul osy bolyp bolıp men dep bir qazaq degen boıynsha boyınşa onyñ onıñ kerek"
        " barlyq",
        "kl": "aamma imaluunniit pillugu tamatuma taava soorlu tassa kisianni naapertorlugu tunngatillugu inuit inuk"
        " tamarmik taamaattumik kinaluunniit ilaat tamanna tassani aammalu qanoq tamatumani pissutigalugu"
        " aqqutigalugu ullumi taamaattoq",
        "ku": "û ku di de ji bo li ya yê bi ne jî wê wî her an dike hemû kes mafê da ew ev xwe re be kesek yan heye",
        "la": "et in est non ad ut cum ex sed qui quae quod ab per si aut de esse sunt atque eius hoc omnis omnes a"
        " potest vel sive se nemo sine pro contra",
        "lb": "de d' an am vun fir net mat op ass sinn och dat déi en eng zu bei hunn huet gëtt war datt a all odder ze"
        " vu as sech engem jiddereen keen duerch seng säin iwwer si et mä well",
        "lg": "mu ku ne na nga okuba era oba ye ya wa bwe nti naye omuntu abantu buli kuba ekya gwa ekyo lwa okuva bya"
        " byonna ng' muntu wamu bonna yonna kino",
        "lij": "o a de e in da ch' ò i do à pe un con se no ra inta da-o a-o l'é son pe-o ghe ciù comme",
        "ln": "na ya ba mpe te oyo to ndenge kasi nde ezali azali bato moto mpo ete soki nyonso ntango mosusu yango ye"
        " kati koleka bazali tɛ́ mpé óyo azalí ndéngé yangó nyɔ́nsɔ likoki mingi",
        "lt": "ir yra kad į iš su tai kaip ar bet buvo o už apie jo jis dėl per po savo nuo ne kurie taip jau pat turi"
        " prie tik kas dar būti bus",
        "lv": "un ir ka no ar uz par kas bet arī tas ne vai lai pēc kā tā tika nav savu var bija to pie jau gada viņš"
        " tiek kuru ja būt šo jo vēl citi",
        "mg": "ny sy izay ho fa dia amin'ny tamin'ny ao tsy azo na izany ireo misy noho mba ka ary ireny aza rehetra"
        " manana tao hoe an'ny",
        "mi": "te ki ngā i o he e ka ko me nga a kia rā nei hoki tēnei mai atu rātou ia ana tangata kua kei tētahi roto"
        " tana mō",
        "mr": "आहे आणि या व हे ही तो ती ते आहेत नाही होते म्हणून असे एक त्या मात्र किंवा सर्व आपल्या केले केली पण होता"
        " होती त्याच्या यांनी असून",
        "ms": "yang dan di dari untuk pada ini itu dengan tidak akan dalam juga oleh telah adalah boleh ada kata beliau"
        " kerana sebagai ialah bagi mereka daripada atau setiap kepada tiada pula perlu",
        "mt": "li u ta' ma' minn kien jew dan hija huwa kull fuq wara għandu din lil dwar mhux ukoll iżda għandhom f'"
        " fi għal kif b' tal",
        "nah": "in ihuan ipan tlen huan nochi ica tlacatl ce ahmo yn noso inic quen itech cualli auh inin nic moneki"
        " oncah ipampa amo kuali uan ika kampa kemaj tlein ma se manoj",
        "nds": "de un dat is in to för mit nich op vun en he as hett sik sien ok an oder dör na bi jeedeen över dit"
        " hebbt wat ut",
        "ne": "र को मा लाई हो छ छन् भएको पनि गर्न गर्ने ले यो त्यो एक तथा वा भने थियो हुन हुने कुनै प्रत्येक आफ्नो गरेको भन्ने हुनेछ",
        "nl": "de het een en van in is zijn dat die op te met voor niet aan er om ook als bij door maar naar uit worden"
        " wordt werd heeft deze dit was hij ze wij nog tot over of hun kan geen zich elk ander veel",
        "nn": "og i at er ein den til det på dei som med for eit av ikkje har var men frå om vi kan skal seg han vart"
        " ved eller etter også mellom sjølv kva utan vere kvar dette ho me",
        "no": "og i at er en den til det på de som med for et av ikke har var men fra om vi kan skal seg han ble ved"
        " eller etter også mellom selv hva uten over være hver veldig skulle",
        "nr": "ukuthi nofana kodwana ukobana begodu namkha lokha bona boke woke koke lokho hlangana nanyana leli"
        " bonyana ngombana umuntu nje bonke wonke njalo kumbe loba abantu omunye",
        "nso": "le go ya a ka ba ke mo e o gore goba ge eupša gobane gape bjalo kwa tša wa motho gagwe tše yo ga na di"
        " ye re kudu",
        "ny": "ndi kuti ndipo koma kapena ku mu pa ya wa za chifukwa ngati munthu anthu iye izi ili anali ali kwa monga"
        " pamene ngakhale aliyense",
        "oc": "lo la los las de del e que en un una per dins amb es son a al se pas mai o d'un d'una sens coma tota tot"
        " cal dels aquela pels an sus dau qu'",
        "om": "fi kan akka ni irraa keessa hin kana isa yookaan yookiin garuu jira ture waan irratti jechuun ta'e namni"
        " nama itti hunda sana bara kun",
        "pap": "di e ta na un ku i pa den no su por nan tur mester tin lo hende of pero mas manera ke tabata esaki",
        "pcm": "di dey na dem for wey say no go don im and with make wetin abi una pipol sey fit get dis dat pesin dia"
        " to or be if all so we like am wan",
        "pl": "i w na z się nie do że jest to o jak za od po przez dla ale co oraz przy są który tym jego także był już"
        " może ma czy lub być",
        "pt": "o a os as de do da dos das e em no na nos nas um uma que com por para é são foi não se ao à como mais"
        " mas este esta pelo pela também entre até ser tem já muito quando ele ela sua seu suas seus pelos ou nem"
        " sem seja",
        "qu": "hinallataq kay chay kan manam ima mana hinaspa chaymi runa runakuna paykuna llapa icha utaq ichaqa"
        " chaypi wan tukuy sapa kanan hina huk kaq llapan lliw otaq allin pipas chaynapi imapas",
        "rm": "la il e da in dal ed che per è ils las ins en a cun betg sin u ina els ha sa tut mintga tar quai suenter"
        " pli ni ma dals èn han esser na",
        "rn": "mu ku na ko kandi canke ariko kuko uko ico iyo aho ari ata cane rwa bwa ca vya kugira umuntu abantu"
        " mbere uwo wese bose yose ivyo kimwe hari igihe muri ya muntu",
        "ro": "de la și în a cu pe nu din că care un o să se au este sunt mai ce lui pentru prin după ca al ale cei",
        "rw": "mu ku na ko kandi cyangwa ariko kuko nk'uko ubwo iyi uyu aho ndetse ari nta cyane rwa bwa cya bya kugira"
        " umuntu abantu ya wa se wese bose byose yose uko ngo buri kimwe agomba ashobora igihe muri",
        "sa": "च न तु एव इति अस्ति सर्वे वा यत् तथा सह अपि सन्ति भवति कश्चन",
        "sc": "de sa su e in cun pro chi a is sos sas una unu est o non s' at podet ant onni cale si da totu cada l'",
        "se": "ja lea ii go dat leat maid ahte sii mii dan lei juohke muhto nu su maŋŋel die son galgá mas sáhttá gii"
        " iežas buot galgga mat bokte dát mielde vuostá eará",
        "sk": "a v sa na je že s z o i do to vo k ako za by ale pre si sú po od ktorý podľa aj alebo aby svoje jeho bol"
        " ktoré pri byť už len som má každý",
        "sl": "in je v na se za da so z ki pa bi s tudi ne po kot o ali pri od bo lahko do kar še ter ima že vsak biti"
        " več pred med svoje bil sem",
        "sm": "le o e i ma se ona na mo ai ia lea a'o po'o ua lona mai latou tagata uma aua fa'apea ina ni ana lo'o"
        " i'ai",
        "sn": "kuti uye kana asi zvakare nokuti ne na pa mu ku iyi izvi ichi vari ari kubva kune iye ava wake zvino"
        " vane munhu vanhu wese ose yose vose zvose hapana uyewo pose ake yake ino",
        "so": "oo ka ku iyo waa in la ay uu u ah waxaa wuxuu ayaa soo kale si loo lagu isku dad mid aan ama leh qof"
        " kasta laga waxa",
        "sq": "të e në për me një dhe që është nga më ka i së se si u do kanë ishte edhe janë",
        "sr": "i u je na se da su za od sa o a koji kao što šta te bi ne ili iz po sve do ali nije takođe ko ima koja"
        " biti bio prema tokom može samo jer posle pre gde će",
        "ss": "kutsi nome kodvwa ngobe nangabe futsi lapho kanye konkhe wonkhe bonkhe lokhu loku lelo kute kantsi"
        " emkhatsini utsi watsi nobe umuntfu noma uma ngabe kufanele ngaphandle bantfu muntfu ngoba lowo",
        "st": "le ho ya ea a ka ba ke mo e o oa hore kapa ha empa hobane hape joalo jwalo kwa tsa wa motho hae tse na"
        " di li re",
        "su": "nu di jeung anu ka ku éta dina teu pikeun ieu geus jalma kana sareng atawa téh aya nyaéta mah urang bisa"
        " sangkan unggal sabab boga sing kudu ti tina saban henteu sarta",
        "sv": "och i att är en den till det på de som med för ett av inte har var men från om vi kan ska sig han blev"
        " vid eller efter också",
        "sw": "na ya wa kwa ni katika za la cha kuwa hiyo huyo hii kama au pia lakini baada ili hata bado wakati yake"
        " wake watu alisema zaidi vya kwamba",
        "tk": "we bilen üçin bu bir hem her ýa-da bolan ol hiç şol öz adam ýaly soň bolsa diýip onuň boýunça däl bar ýa"
        " köp hem-de ähli kim edilen görä",
        "tl": "ang ng sa na mga ay si at ni ito para hindi kung siya may nang lang din niya ko mo ako namin",
        "tn": "le go ya a ka ba ke mo e o gore kgotsa fa mme gonne gape jaaka kwa tsa wa motho gagwe tse yo ga na di"
        " nngwe re",
        "to": "ke 'a e ki he mo o ko 'oku 'i na'e 'e ha ia kuo kae pe te tangata 'oe hono kotoa 'enau nau ai 'ene mei",
        "tpi": "long bilong na i ol em dispela olsem yu mi no gat wanpela man husat ken o samting olgeta bai",
        "tr": "ve bir bu da de için ile çok daha olarak olan gibi ne kadar ama o var sonra en ya her ise göre değil"
        " diye ki oldu kendi veya mi yok hiç herkes bütün hakkında karşı tarafından",
        "ts": "na ku hi ya leswi loko kumbe hikuva kambe va xi swi ka a wa eka ni leyi lowu tani hinkwaswo hinkwavo u"
        " ri nga ti swa",
        "uz": "va bilan uchun bu ham bir har bo'lgan kerak yoki edi deb shu esa u o'z emas bo'lib qilish haqida lekin"
        " barcha kishi ega hamda kim uning hech boshqa bo'lishi",
        "ve": "na u ya vha nga kha uri ndi kana zwa a tshi hu ha la wa ngauri arali fhedzi muthu mu zwi",
        "vec": "el ła la de i e in che del par xe on na co da al so no se un ghe gera dei inte ga łe",
        "vi": "là và của có không được trong cho các với một những người đã khi này để đến ra tại vào từ sau bị trên"
        " hơn như nhiều năm ngày rồi về phải hay mọi điều mình nào cũng đó thì sẽ sự",
        "wa": "d' li on et les des ki po dins avou pa el nén ossu ès sont a l' k' ås al ene dj' esteut",
        "war": "an han ngan nga mga ha it usa hin hiya ini diri kon o tungod para iya ira tanan",
        "wo": "ci ak te la yi bi mu ne di ku am ay ñu boo bu it mbaa dañu nit wala ba ngir moom nekk rek li nga gi du"
        " ñépp",
        "xh": "ukuba kwaye okanye kunye kodwa xa kuba into le ngoku wathi uthi ukuze kakhulu emva phakathi bonke wonke"
        " njengoko ngokuba apho nje phantsi ngaphandle oko ezi aba kwi umntu abantu akukho nokuba eli kule ngenxa"
        " lo",
        "yo": "ni ti ń tí ní ó sí àwọn fún kí pé náà wọn bá lọ àti ọ̀ tàbí gbogbo bí kan rẹ̀ kò láti ṣe jẹ́ a wà yìí"
        " awon ati fun",
        "zu": "ukuthi futhi noma kodwa ngoba uma kanye lapho wathi uthe nje kakhulu ngokuthi yokuthi ukuze khona wonke"
        " bonke konke yini lokhu lokho kule le lo ngo kanti njengoba ngenxa umuntu abantu kufanele kumele"
        " ngaphandle nokho ngesikhathi labo lezi leli laba",
    }
)
# Languages that only their names tell apart in a short text: the page's own word decides.
_SIBLINGS = (
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"bs", "hr", "sr", "sh", "cnr", "me"}),
    frozenset({"id", "ms"}),
    frozenset({"tl", "fil"}),
    frozenset({"zu", "xh", "nr", "ss"}),
    frozenset({"st", "tn", "nso"}),
    frozenset({"rw", "rn"}),
)
_QUOTES = ("\u2019", "\u2018", "\u02bb", "\u02bc", "`")


def _languages_of_words() -> dict[str, tuple[str, ...]]:
    languages: dict[str, tuple[str, ...]] = {}
    for language, words in _WORDS.items():
        for word in words.split():
            languages[word] = (*languages.get(word, ()), language)
    return languages


_LANGUAGES = MappingProxyType(_languages_of_words())
# Of all words: so few are common ones in a language that glues them to others, as Zulu and Quechua do.
_SHARE = 0.07
# With twice instead of three times as many words of its own as of another language, a text of two languages goes wrong.
_OWN, _TIMES_OTHER = 3, 3
# Of all words too: in a long text of a language that has no list here, a neighbour's words add up. Where the page
# declares the language, one word that another lacks will do.
_OWN_SHARE = 0.02


def siblings_of(language: str) -> frozenset[str]:
    """Return the languages that a short text does not tell from this one, which is among them.

    >>> sorted(siblings_of("ms")), sorted(siblings_of("de"))
    (['id', 'ms'], ['de'])
    """
    return next((group for group in _SIBLINGS if language in group), frozenset({language}))


def language_by_words(text: str, *, declared: Iterable[str]) -> str | None:
    """Return the language that a text has many common words of, and of every other one hardly any that it lacks.

    Siblings are not told apart where one of them is declared.

    >>> language_by_words("Die Fähre ist nach dem Sturm wieder auf der Fahrt und legt am Abend an.", declared=[])
    'de'
    >>> language_by_words("Fähre, Mole, Sturm", declared=["de"])
    >>> language_by_words("the ferry of the island, die Fähre der Insel", declared=[])
    """
    words = _words(text)
    known = _known(words)
    counts = Counter(chain.from_iterable(known))
    if not counts:
        return None
    (best, count), *_ = counts.most_common(1)
    if count < max(_OWN, _SHARE * len(words)):
        return None
    siblings = siblings_of(best)
    is_declared = not siblings.isdisjoint(declared)
    others = counts.keys() - (siblings if is_declared else {best})
    shared = Counter(chain.from_iterable(languages for languages in known if best in languages))
    least = 1 if is_declared else max(_OWN, _OWN_SHARE * len(words))
    apart = (_is_apart(count - shared[other], counts[other] - shared[other], least=least) for other in others)
    return best if all(apart) else None


def words_allow(language: str, text: str) -> bool:
    """Return whether a text has common words of a language, and of no other one so many more that it can't be in it.

    >>> words_allow("de", "Fähre, Mole der Insel"), words_allow("en", "Fähre, Mole der Insel")
    (True, False)
    >>> words_allow("fr", "la lancha, las islas y los barcos del puerto")
    False
    """
    known = _known(_words(text))
    counts = Counter(chain.from_iterable(known))
    if not counts:
        return False
    (best, count), *_ = counts.most_common(1)
    siblings = siblings_of(language)
    own = [languages for languages in known if not siblings.isdisjoint(languages)]
    shared = sum(best in languages for languages in own)
    return best in siblings or (bool(own) and not _is_apart(count - shared, len(own) - shared, least=_OWN))


def _words(text: str) -> list[str]:
    lower = text.lower()
    for quote in _QUOTES:
        lower = lower.replace(quote, "'")
    return normalize("NFC", lower).split()


def _known(words: Iterable[str]) -> list[tuple[str, ...]]:
    return [_LANGUAGES[word] for word in words if word in _LANGUAGES]


def _is_apart(own: int, others: int, *, least: float) -> bool:
    """Return whether the words that only one of two languages has are almost all of the first one, and enough."""
    return own >= least and own > _TIMES_OTHER * others
