"""The names of months and weekdays in some sixty languages, and the number of one.

The rows were generated from the language data of dateparser 1.5 (which takes them from Unicode's CLDR), folded and
with a copy without accents, and completed by hand where papers write otherwise (Levantine and Maghreb months, Slavic
genitives); a test holds them against dateparser. The twelve months or seven days of a row are divided by bars.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_MONTH_ROWS: Mapping[str, str] = MappingProxyType(
    {
        "af": (
            "jan januarie | feb februarie | maart mrt | apr april | mei | jun junie | jul julie | aug augustus "
            "| sep september | okt oktober | nov november | des desember"
        ),
        "am": (
            "ጃን ጃንዋሪ ጃንዩ ጃንዩወሪ | ፌብ ፌብሩዋሪ ፌብሩ ፌብሩወሪ | ማርች | ኤፕሪ ኤፕሪል | ሜይ | ጁን | ጁላይ | ኦገስ ኦገስት | ሴፕቴ ሴፕቴምበር | "
            "ኦክቶ ኦክቶበር | ኖቬም ኖቬምበር | ዲሴም ዲሴምበር"
        ),
        "ar": (
            "يناير كانون_الثاني جانفي | فبراير شباط فيفري | مارس آذار | أبريل نيسان أفريل ابريل إبريل | مايو "
            "أيار ماي | يونيو يونيه يونية حزيران جوان | يوليو يوليه يولية تموز جويلية | أغسطس آب أوت اغسطس | "
            "سبتمبر أيلول شتنبر | أكتوبر تشرين_الأول اكتوبر | نوفمبر تشرين_الثاني نونبر | ديسمبر كانون_الأول "
            "دجنبر"
        ),
        "az": (
            "yan yanvar | fev fevral | mar mart | apr aprel | may | iyn iyun | iyl iyul | avq avqust | sen "
            "sentyabr | okt oktyabr | noy noyabr | dek dekabr"
        ),
        "be": (
            "сту студзень студзеня стд | лют лютага люты | сак сакавік сакавіка | кра красавік красавіка крс | "
            "май мая траўня тра | чэр чэрвень чэрвеня | ліп ліпень ліпеня | жні жнівень жніўня жнівеня жнв | "
            "вер верасень верасня врс | кас кастрычнік кастрычніка кст | ліс лістапад лістапада | сне снежань "
            "снежня снж"
        ),
        "bg": (
            "яну януари ян | фев февруари фв | март | апр април ап | май | юни юн | юли юл | авг август | сеп "
            "септември септ септм | окт октомври | ное ноември | дек декември"
        ),
        "bn": (
            "জানু জানুয়ারী জানুয়ারি | ফেব ফেব্রুয়ারী ফেব্রুয়ারি | মার্চ | এপ্রি এপ্রিল | মে | জুন | জুল "
            "জুলাই | আগ আগস্ট | সেপ সেপ্টেম্বর | অক্টো অক্টোবর | নভে নভেম্বর | ডিসে ডিসেম্বর"
        ),
        "bs": (
            "jan januar januara | feb februar februara | mar mart marta | apr april aprila | maj maja | jun "
            "juni juna | jul juli jula | aug august avg avgust augusta avgusta | sep septembar septembra | okt "
            "oktobar oktobra | nov novembar novembra | dec decembar decembra"
        ),
        "ca": (
            "gen gener | febr febrer | març marc | abr abril | maig | juny | jul juliol | ag agost | set "
            "setembre | oct octubre | nov novembre | des desembre"
        ),
        "cs": (
            "led leden ledna lednu | úno uno únor unor února unora únr unr únoru unoru | bře bre březen brezen "
            "března brezna březnu breznu | dub duben dubna dubnu | kvě kve květen kveten května kvetna květnu "
            "kvetnu | červen cerven června cervna čvn cvn čer cer červnu cervnu | července cervence červenec "
            "cervenec čvc cvc črc crc červenci cervenci črv crv | srp srpen srpna srpnu | zář zar září zari | "
            "říj rij říjen rijen října rijna říjnu rijnu | lis listopad listopadu | pro prosince prosinec "
            "prosinci"
        ),
        "cy": (
            "ion ionawr | chw chwef chwefror | maw mawrth | ebr ebrill | mai | meh mehefin | gor gorff "
            "gorffennaf | awst | medi | hyd hydref | tach tachwedd | rhag rhagfyr"
        ),
        "da": (
            "jan januar | feb februar | mar marts | apr april | maj | jun juni | jul juli | aug august | sep "
            "september | okt oktober | nov november | dec december"
        ),
        "de": (
            "jan januar jänner janner jän | feb februar feber | mär mar märz marz mrz | apr april | mai | jun "
            "juni | jul juli | aug august | sep sept september | okt oktober | nov november | dez dezember"
        ),
        "el": (
            "ιαν ιανουάριοσ ιανουαριοσ ιανουαρίου ιανουαριου | φεβ φεβρουάριοσ φεβρουαριοσ φεβρουαρίου "
            "φεβρουαριου | μάρ μαρ μάρτιοσ μαρτιοσ μαρτίου μαρτιου | απρ απρίλιοσ απριλιοσ απριλίου απριλιου | "
            "μάι μαι μάιοσ μαιοσ μαΐ μαΐου μαιου | ιουν ιουνίου ιουνιου ιούν ιούνιοσ ιουνιοσ | ιουλ ιουλίου "
            "ιουλιου ιούλ ιούλιοσ ιουλιοσ | αυγ αυγούστου αυγουστου αύγ αύγουστοσ αυγουστοσ | σεπ σεπτέμβριοσ "
            "σεπτεμβριοσ σεπτεμβρίου σεπτεμβριου | οκτ οκτωβρίου οκτωβριου οκτώβριοσ οκτωβριοσ | νοέ νοε "
            "νοέμβριοσ νοεμβριοσ νοεμβρίου νοεμβριου | δεκ δεκέμβριοσ δεκεμβριοσ δεκεμβρίου δεκεμβριου"
        ),
        "en": (
            "jan january | feb february | mar march | apr april | may | jun june | jul july | aug august | sep "
            "september sept | oct october | nov november | dec december"
        ),
        "es": (
            "ene enero | feb febrero | mar marzo | abr abril | may mayo | jun junio | jul julio | ago agosto | "
            "sept septiembre setiembre sep set | oct octubre | nov noviembre | dic diciembre"
        ),
        "et": (
            "jaan jaanuar jaanuaril | veebr veebruar veebruaril | märts marts | apr aprill | mai | juuni | "
            "juuli | aug august | sept september | okt oktoober | nov november | dets detsember"
        ),
        "eu": (
            "urt urtarrila | ots otsaila | mar martxoa | api apirila | mai maiatza | eka ekaina | uzt uztaila | "
            "abu abuztua | ira iraila | urr urria | aza azaroa | abe abendua"
        ),
        "fa": (
            "ژانویه ژانویهٔ جنوری | فوریه فوریهٔ فبروری | مارس مارچ | آوریل اپریل | مه مهٔ می | ژوئن جون | "
            "ژوئیه ژوئیهٔ جولای | اوت آگست | سپتامبر سپتمبر | اکتبر اکتوبر | نوامبر نومبر | دسامبر دسمبر"
        ),
        "fi": (
            "tammi tammik tammikuu tammikuuta tammikuussa | helmi helmik helmikuu helmikuuta helmikuussa | "
            "maalis maalisk maaliskuu maaliskuuta maaliskuussa | huhti huhtik huhtikuu huhtikuuta huhtikuussa | "
            "touko toukok toukokuu toukokuuta toukokuussa | kesä kesa kesäk kesak kesäkuu kesakuu kesäkuuta "
            "kesakuuta kesäkuussa kesakuussa | heinä heina heinäk heinak heinäkuu heinakuu heinäkuuta "
            "heinakuuta heinäkuussa heinakuussa | elo elok elokuu elokuuta elokuussa | syys syysk syyskuu "
            "syyskuuta syyskuussa | loka lokak lokakuu lokakuuta lokakuussa | marras marrask marraskuu "
            "marraskuuta marraskuussa | joulu jouluk joulukuu joulukuuta joulukuussa"
        ),
        "fil": (
            "ene enero | peb pebrero | mar marso | abr abril | may mayo | hun hunyo | hul hulyo | ago agosto | "
            "set setyembre | okt oktubre | nob nobyembre | dis disyembre"
        ),
        "fr": (
            "janv janvier jan | févr fevr février fevrier fév fev | mars | avr avril | mai | juin jun | juil "
            "juillet jul | août aout aoû aou | sept septembre sep | oct octobre | nov novembre | déc dec "
            "décembre decembre"
        ),
        "ga": (
            "ean eanáir eanair | feabh feabhra | márta marta | aib aibreán aibrean | beal bealtaine | meith "
            "meitheamh | iúil iuil | lún lun lúnasa lunasa | mfómh mfomh | dfómh dfomh | samh samhain | noll "
            "nollaig"
        ),
        "gl": (
            "xan xaneiro | feb febreiro | mar marzo | abr abril | maio | xuño xuno | xul xullo | ago agosto | "
            "set setembro | out outubro | nov novembro | dec decembro"
        ),
        "gu": (
            "જાન્યુ જાન્યુઆરી | ફેબ્રુ ફેબ્રુઆરી | માર્ચ | એપ્રિલ | મે | જૂન | જુલાઈ | ઑગસ્ટ | સપ્ટે સપ્ટેમ્બર "
            "| ઑક્ટો ઑક્ટોબર | નવે નવેમ્બર | ડિસે ડિસેમ્બર"
        ),
        "he": (
            "ינואר ינו׳ לינואר בינואר ינו | פברואר פבר׳ בפברואר לפברואר פבר | מרץ במרץ למרץ מרס במרס למרס מארס "
            "במארס למארס | אפריל אפר׳ באפריל לאפריל אפר | מאי במאי למאי | יוני ביוני ליוני יונ | יולי ביולי "
            "ליולי יול | אוגוסט אוג׳ באוגוסט לאוגוסט אוג | ספטמבר ספט׳ בספטמבר לספטמבר ספט | אוקטובר אוק׳ "
            "באוקטובר לאוקטובר אוק | נובמבר נוב׳ בנובמבר לנובמבר נוב | דצמבר דצמ׳ בדצמבר לדצמבר דצמ"
        ),
        "hi": (
            "जनवरी जन॰ | फ़रवरी फ़र॰ | मार्च | अप्रैल | मई | जून | जुलाई जुल॰ | अगस्त अग॰ | सितंबर सित॰ सितम्बर "
            "| अक्तूबर अक्तू॰ अक्टूबर | नवंबर नव॰ नवम्बर | दिसंबर दिस॰ दिसम्बर"
        ),
        "hr": (
            "sij siječanj sijecanj siječnja sijecnja siječnju sijecnju siječnjem sijecnjem | velj veljača "
            "veljaca veljače veljace veljači veljaci veljačom veljacom | ožu ozu ožujak ozujak ožujka ozujka "
            "ožujku ozujku ožujkom ozujkom | tra travanj travnja travnju travnjem | svi svibanj svibnja svibnju "
            "svibnjem | lip lipanj lipnja lipnju lipnjem | srp srpanj srpnja srpnju srpnjem | kol kolovoz "
            "kolovoza kolovozu kolovozom | ruj rujan rujna rujnu rujnom | lis listopad listopada listopadu "
            "listopadom | stu studeni studenoga studenom studenomu studenome studenog studenim | pro prosinac "
            "prosinca prosincu prosincem"
        ),
        "hu": (
            "jan január januar | febr február februar feb | márc marc március marcius már mar | ápr apr április "
            "aprilis | máj maj május majus | jún jun június junius | júl jul július julius | aug augusztus | "
            "szept szeptember | okt október oktober | nov november | dec december"
        ),
        "hy": (
            "հնվ հունվար հունվարի | փետրվար փետրվարի փտվ | մարտ մարտի մրտ | ապր ապրիլ ապրիլի | մայիս մայիսի մյս "
            "| հնս հունիս հունիսի | հլս հուլիս հուլիսի | օգոստոս օգոստոսի օգս | սեպ սեպտեմբեր սեպտեմբերի | հոկ "
            "հոկտեմբեր հոկտեմբերի | նոյ նոյեմբեր նոյեմբերի | դեկ դեկտեմբեր դեկտեմբերի"
        ),
        "id": (
            "jan januari djan djanuari | feb februari peb pebruari | mar maret mrt | apr april | mei mai | jun "
            "juni djuni | jul juli djuli | agu agustus agt ag | sep september sept | okt oktober | nov november "
            "nop nopember | des desember"
        ),
        "is": (
            "jan janúar januar | feb febrúar februar | mar mars | apr apríl april | maí mai | jún jun júní juni "
            "| júl jul júlí juli | ágú agu ágúst agust | sep september | okt október oktober | nóv nov nóvember "
            "november | des desember"
        ),
        "it": (
            "gen gennaio | feb febbraio | mar marzo | apr aprile | mag maggio | giu giugno | lug luglio | ago "
            "agosto | set settembre | ott ottobre | nov novembre | dic dicembre"
        ),
        "ka": (
            "იან იანვარი | თებ თებერვალი | მარ მარტი | აპრ აპრილი | მაი მაისი | ივნ ივნისი | ივლ ივლისი | აგვ "
            "აგვისტო | სექ სექტემბერი სექტემბრის | ოქტ ოქტომბერი | ნოე ნოემბერი | დეკ დეკემბერი"
        ),
        "kk": (
            "қаң қаңтар | ақп ақпан | нау наурыз | сәу сәуір | мам мамыр | мау маусым | шіл шілде | там тамыз | "
            "қыр қыркүйек | қаз қазан | қар қараша | жел желтоқсан"
        ),
        "km": "មករា | កុម្ភៈ | មីនា | មេសា | ឧសភា | មិថុនា | កក្កដា | សីហា | កញ្ញា | តុលា | វិច្ឆិកា | ធ្នូ",
        "kn": (
            "ಜನ ಜನವರಿ | ಫೆಬ್ರ ಫೆಬ್ರವರಿ | ಮಾರ್ಚ್ | ಏಪ್ರಿ ಏಪ್ರಿಲ್ | ಮೇ | ಜೂನ್ | ಜುಲೈ | ಆಗ ಆಗಸ್ಟ್ | ಸೆಪ್ಟೆಂ "
            "ಸೆಪ್ಟೆಂಬರ್ | ಅಕ್ಟೋ ಅಕ್ಟೋಬರ್ | ನವೆಂ ನವೆಂಬರ್ | ಡಿಸೆಂ ಡಿಸೆಂಬರ್"
        ),
        "lo": (
            "ມກ ມັງກອນ | ກພ ກຸມພາ | ມນ ມີນາ | ມສ ເມສາ | ພພ ພຶດສະພາ | ມິຖ ມິຖຸນາ | ກລ ກໍລະກົດ | ສຫ ສິງຫາ | ກຍ "
            "ກັນຍາ | ຕລ ຕຸລາ | ພຈ ພະຈິກ | ທວ ທັນວາ"
        ),
        "lt": (
            "saus sausio sausis | vas vasario vasaris | kov kovas kovo | bal balandis balandžio balandzio | geg "
            "gegužė geguze gegužės geguzes | birž birz birželio birzelio birželis birzelis | liep liepa liepos "
            "| rugp rugpjūtis rugpjutis rugpjūčio rugpjucio | rugs rugsėjis rugsejis rugsėjo rugsejo | spal "
            "spalio spalis | lapkr lapkritis lapkričio lapkricio | gruod gruodis gruodžio gruodzio"
        ),
        "lv": (
            "janv janvāris janvaris janvārī janvari janvara janvāra | febr februāris februaris februāra "
            "februara februārī februari | marts marta martā | apr aprīlis aprilis aprīļa aprila aprīlī aprili | "
            "maijs maija maijā | jūn jun jūnijs junijs jūnija junija jūnijā | jūl jul jūlijs julijs jūlija "
            "julija jūlijā | aug augusts augusta augustā | sept septembris septembra septembrī septembri | okt "
            "oktobris oktobra oktobrī oktobri | nov novembris novembra novembrī novembri | dec decembris "
            "decembra decembrī decembri"
        ),
        "mk": (
            "јан јануари | фев февруари | мар март | апр април | мај | јун јуни | јул јули | авг август | сеп "
            "септември септ | окт октомври | ное ноември ноем | дек декември"
        ),
        "ml": (
            "ജനു ജനുവരി | ഫെബ്രു ഫെബ്രുവരി | മാർ മാർച്ച് | ഏപ്രി ഏപ്രിൽ | മേയ് | ജൂൺ | ജൂലൈ | ഓഗ ഓഗസ്റ്റ് | "
            "സെപ്റ്റം സെപ്റ്റംബർ | ഒക്ടോ ഒക്‌ടോബർ | നവം നവംബർ | ഡിസം ഡിസംബർ"
        ),
        "mr": (
            "जाने जानेवारी | फेब्रु फेब्रुवारी | मार्च | एप्रि एप्रिल | मे | जून | जुलै | ऑग ऑगस्ट | सप्टें "
            "सप्टेंबर | ऑक्टो ऑक्टोबर | नोव्हें नोव्हेंबर | डिसें डिसेंबर"
        ),
        "ms": (
            "jan januari | feb februari | mac | apr april | mei | jun | jul julai | ogo ogos | sep september | "
            "okt oktober | nov november | dis disember"
        ),
        "my": (
            "ဇန် ဇန်နဝါရီ | ဖေ ဖေဖော်ဝါရီ | မတ် | ဧပြီ | မေ | ဇွန် | ဇူ ဇူလိုင် | ဩဂုတ် | စက် စက်တင်ဘာ | အောက် အောက်တိုဘာ | နို နိုဝင်ဘာ | ဒီ ဒီဇင်ဘာ"
        ),
        "nb": (
            "jan januar | feb februar | mar mars | apr april | mai | jun juni | jul juli | aug august | sep "
            "september | okt oktober | nov november | des desember"
        ),
        "ne": ("जनवरी | फेब्रुअरी | मार्च | अप्रिल | मे मई | जुन | जुलाई | अगस्ट | सेप्टेम्बर | अक्टोबर | नोभेम्बर | डिसेम्बर"),
        "nl": (
            "jan januari | feb februari | maart mrt | apr april | mei | jun juni | jul juli | aug augustus | "
            "sep september | okt oktober | nov november | dec december"
        ),
        "pa": (
            "ਜਨ ਜਨਵਰੀ | ਫ਼ਰ ਫ਼ਰਵਰੀ | ਮਾਰਚ | ਅਪ੍ਰੈ ਅਪ੍ਰੈਲ | ਮਈ | ਜੂਨ | ਜੁਲਾ ਜੁਲਾਈ | ਅਗ ਅਗਸਤ | ਸਤੰ ਸਤੰਬਰ | ਅਕਤੂ "
            "ਅਕਤੂਬਰ | ਨਵੰ ਨਵੰਬਰ | ਦਸੰ ਦਸੰਬਰ"
        ),
        "pl": (
            "sty styczeń styczen stycznia styczniu | lut lutego luty lutym | mar marca marzec marcu | kwi "
            "kwiecień kwiecien kwietnia kwietniu kwie | maj maja maju | cze czerwca czerwiec czerwcu | lip "
            "lipca lipiec lipcu | sie sierpień sierpien sierpnia sierpniu | wrz wrzesień wrzesien września "
            "wrzesnia wrześniu wrzesniu | paź paz październik pazdziernik października pazdziernika "
            "październiku pazdzierniku | lis listopad listopada listopadzie | gru grudnia grudzień grudzien "
            "grudniu"
        ),
        "pt": (
            "jan janeiro | fev fevereiro | mar março marco | abr abril | mai maio | jun junho | jul julho | ago "
            "agosto | set setembro septembro | out outubro | nov novembro | dez dezembro"
        ),
        "ro": (
            "ian ianuarie | feb februarie febr | mar martie mart | apr aprilie | mai | iun iunie | iul iulie | "
            "aug august | sept septembrie sep | oct octombrie | noiembrie nov noiem | dec decembrie"
        ),
        "ru": (
            "янв январь января | февр февраль февраля фев | мар март марта | апр апрель апреля | май мая | июн "
            "июнь июня | июл июль июля | авг август августа | сент сентябрь сентября сен | окт октябрь октября "
            "| нояб ноябрь ноября ноя | дек декабрь декабря"
        ),
        "si": (
            "ජන ජනවාරි | පෙබ පෙබරවාරි | මාර් මාර්තු | අප්‍රේල් | මැයි | ජූනි | ජූලි | අගෝ අගෝස්තු | සැප් "
            "සැප්තැම්බර් | ඔක් ඔක්තෝබර් | නොවැ නොවැම්බර් | දෙසැ දෙසැම්බර්"
        ),
        "sk": (
            "jan január januar januára januara | feb február februar februára februara | mar marca marec | apr "
            "apríl april apríla aprila | máj maj mája maja | jún jun júna juna | júl jul júla jula | aug august "
            "augusta | sep september septembra | okt október oktober októbra oktobra | nov november novembra | "
            "dec december decembra"
        ),
        "sl": (
            "jan januar januarja | feb februar februarja | mar marec marca | apr april aprila | maj maja | jun "
            "junij junija | jul julij julija | avg avgust avgusta | sep september septembra | okt oktober "
            "oktobra | nov november novembra | dec december decembra"
        ),
        "sq": (
            "jan janar janari | shk shkurt | mar mars | pri prill | maj | qer qershor | korr korrik kor | gush "
            "gusht gsh | sht shtator | tet tetor | nën nen nëntor nentor nëntori nentori | dhj dhjetor"
        ),
        "sr": (
            "јан јануар јануара januar januara jan | феб фебруар фебруара februar februara feb | мар март марта "
            "mart marta mar | апр април априла april aprila apr | мај маја maj maja | јун јуна juni jun juna | "
            "јул јула juli jul jula | авг август августа avgust avgusta avg | сеп септембар септембра "
            "septembar septembra sep | окт октобар октобра oktobar oktobra okt | нов новембар новембра novembar "
            "novembra nov | дец децембар децембра decembar decembra dec"
        ),
        "sv": (
            "jan januari | feb februari | mars | apr april | maj | juni jun | juli jul | aug augusti | sep "
            "september sept | okt oktober | nov november | dec december"
        ),
        "sw": (
            "jan januari | feb februari | mac machi | apr aprili | mei | jun juni | jul julai | ago agosti | "
            "sep septemba | okt oktoba | nov novemba | des desemba"
        ),
        "ta": (
            "ஜன ஜனவரி | பிப் பிப்ரவரி | மார் மார்ச் | ஏப் ஏப்ரல் | மே | ஜூன் | ஜூலை | ஆக ஆகஸ்ட் | செப் "
            "செப்டம்பர் | அக் அக்டோபர் | நவ நவம்பர் | டிச டிசம்பர்"
        ),
        "te": (
            "జన జనవరి | ఫిబ్ర ఫిబ్రవరి | మార్చి | ఏప్రి ఏప్రిల్ | మే | జూన్ | జులై | ఆగ ఆగస్టు | సెప్టెం "
            "సెప్టెంబర్ | అక్టో అక్టోబర్ | నవం నవంబర్ | డిసెం డిసెంబర్"
        ),
        "th": (
            "มกราคม มค เดือนมกราคม มกรา | กพ กุมภาพันธ์ เดือนกุมภาพันธ์ กุมภา | มีค มีนาคม เดือนมีนาคม มีนา | "
            "เมย เมษายน เมษา เดือนเมษายน | พค พฤษภาคม เดือนพฤษภาคม พฤษภา | มิถุนายน มิย เดือนมิถุนายน มิถุนา | "
            "กค กรกฎาคม เดือนกรกฏาคม กรกฎา | สค สิงหาคม สิงหา เดือนสิงหาคม | กย กันยายน กันยา เดือนกันยายน | ตค "
            "ตุลาคม เดือนตุลาคม ตุลา | พย พฤศจิกายน เดือนพฤศจิกายน พฤศจิ | ธค ธันวาคม เดือนธันวาคม ธันวา"
        ),
        "tr": (
            "oca ocak oc | şub sub şubat subat şu su | mar mart | nis nisan ni | may mayıs | haz haziran ha | "
            "tem temmuz te | ağu agu ağustos agustos ağ ag | eyl eylül eylul ey | eki ekim ek | kas kasım ka | "
            "ara aralık ar"
        ),
        "uk": (
            "січ січень січня | лют лютий лютого | бер березень березня берез | квіт квітень квітня кві | трав "
            "травень травня тра | черв червень червня чер | лип липень липня | серп серпень серпня сер | вер "
            "вересень вересня верес | жовт жовтень жовтня жов | лист листопад листопада листоп лис | груд "
            "грудень грудня гру"
        ),
        "ur": "جنوری | فروری | مارچ | اپریل | مئی | جون | جولائی | اگست | ستمبر | اکتوبر | نومبر | دسمبر",
        "uz": (
            "yan yanvar | fev fevral | mar mart | apr aprel | may | iyn iyun | iyl iyul | avg avgust | sen "
            "sentabr | okt oktabr | noy noyabr | dek dekabr"
        ),
    }
)

_WEEKDAY_ROWS: Mapping[str, str] = MappingProxyType(
    {
        "af": "ma maandag | di dinsdag | wo woensdag | do donderdag | vr vrydag | sa saterdag | so sondag",
        "am": "ሰኞ | ማክሰ ማክሰኞ | ረቡዕ | ሐሙስ | ዓርብ | ቅዳሜ | እሑድ",
        "ar": "الاثنين الإثنين | الثلاثاء | الأربعاء | الخميس | الجمعة الجمعه | السبت | الأحد",
        "az": "be | ça ca | çərşənbə cərsənbə | ca | cümə cumə | şənbə sənbə | bazar",
        "be": (
            "панядзелак пн пнд | аў аўторак аўт | серада ср | чацвер чц чцв чв | пт пятніца пят | сб субота суб "
            "| нд нядзеля няд"
        ),
        "bg": ("пн понеделник пон | вт вторник вто | ср сряда сря | четвъртък чт | петък пт | сб събота | нд неделя"),
        "bn": ("সোম সোমবার | মঙ্গল মঙ্গলবার | বুধ বুধবার | বৃহস্পতি বৃহস্পতিবার বৃহষ্পতিবার | শুক্র শুক্রবার | শনি শনিবার | রবি রবিবার"),
        "bs": (
            "pon ponedjeljak | uto utorak | sri srijeda | čet cet četvrtak cetvrtak | pet petak | sub subota | "
            "ned nedjelja"
        ),
        "ca": "dilluns dl | dimarts dt | dc dimecres | dijous dj | divendres dv | dissabte ds | dg diumenge",
        "cs": (
            "po pondělí pondeli pon | út ut úterý utery úte ute | st středa streda stř str středu stredu středy "
            "stredy | čt ct čtvrtek ctvrtek čtv ctv | pá pa pátek patek pát pat pátku patku | so sobota sob "
            "sobotu soboty | ne neděle nedele ned neděli nedeli"
        ),
        "cy": "llun | maw | mer | iau | gwe gwen | sad | sul",
        "da": ("man mandag | tirs tirsdag tir | ons onsdag | tors torsdag tor | fre fredag | lør lørdag | søn søndag"),
        "de": (
            "mo montag mon | di dienstag die | mi mittwoch mit | do donnerstag don | fr freitag fre | sa "
            "samstag sam | so sonntag son"
        ),
        "el": (
            "δευ δευτέρα δευτερα | τρί τρι τρίτη τριτη | τετ τετάρτη τεταρτη | πέμ πεμ πέμπτη πεμπτη | παρ "
            "παρασκευή παρασκευη | σάβ σαβ σάββατο σαββατο | κυρ κυριακή κυριακη"
        ),
        "en": (
            "mon monday mo | tue tuesday tu tues | wed wednesday we | thu thursday th | fri friday fr | sat "
            "saturday sa | sun sunday su"
        ),
        "es": (
            "lun lunes lu | mar martes | mié mie miércoles miercoles mi | jue jueves ju | vie viernes | sáb sab "
            "sábado sabado sa | dom domingo do"
        ),
        "et": (
            "esmaspäev esmaspaev | teisipäev teisipaev | kolmapäev kolmapaev | neljapäev neljapaev | reede | "
            "laupäev laupaev | pühapäev puhapaev"
        ),
        "eu": ("al astelehena | ar asteartea | asteazkena az | og osteguna | or ostirala | larunbata lr | ig igandea"),
        "fa": "دوشنبه | سه‌شنبه سهشنبه | چهارشنبه | پنجشنبه | جمعه | شنبه | یکشنبه",
        "fi": (
            "ma maanantai maanantaina | ti tiistai tiistaina | ke keskiviikko keskiviikkona | to torstai "
            "torstaina | pe perjantai perjantaina | la lauantai lauantaina | su sunnuntai sunnuntaina"
        ),
        "fil": "lun lunes | mar martes | miy miyerkules | huw huwebes | biy biyernes | sab sabado | lin linggo",
        "fr": (
            "lun lundi lu | mar mardi ma | mer mercredi me | jeu jeudi je | ven vendredi ve | sam samedi sa | "
            "dim dimanche di"
        ),
        "ga": "luan | máirt mairt | céad cead | déar dear déardaoin deardaoin | aoine | sath | domh",
        "gl": (
            "luns | mar martes | mér mer mércores mercores | xov xoves | ven venres | sáb sab sábado sabado | "
            "dom domingo"
        ),
        "gu": "સોમ સોમવાર | મંગળ મંગળવાર | બુધ બુધવાર | ગુરુ ગુરુવાર | શુક્ર શુક્રવાર | શનિ શનિવાર | રવિ રવિવાર",
        "he": "שני | שלישי | רביעי | חמישי | שישי | שבת | ראשון",
        "hi": "सोम सोमवार | मंगल मंगलवार | बुध बुधवार | गुरु गुरुवार | शुक्र शुक्रवार | शनि शनिवार | रवि रविवार",
        "hr": (
            "pon ponedjeljak | uto utorak | sri srijeda | čet cet četvrtak cetvrtak | pet petak | sub subota | "
            "ned nedjelja"
        ),
        "hu": (
            "hétfő hetfo | kedd | sze szerda | cs csütörtök csutortok | péntek pentek | szo szombat | vasárnap "
            "vasarnap vas"
        ),
        "hy": ("երկ երկուշաբթի | երեքշաբթի երք | չորեքշաբթի չրք | հինգշաբթի հնգ | ուր ուրբաթ | շաբաթ շբթ | կիր կիրակի"),
        "id": "sen senin | sel selasa | rab rabu | kam kamis | jum jumat | sab sabtu | min minggu ahad",
        "is": (
            "mán man mánudagur manudagur | þri þriðjudagur | mið miðvikudagur | fim fimmtudagur | fös fos "
            "föstudagur fostudagur | lau laugardagur | sun sunnudagur"
        ),
        "it": (
            "lun lunedì lunedi | mar martedì martedi | mer mercoledì mercoledi | gio giovedì giovedi | ven "
            "venerdì venerdi | sab sabato | dom domenica"
        ),
        "ja": (
            "月曜日 (月) 月 | 火曜日 (火) 火 | 水曜日 (水) 水 | 木曜日 (木) 木 | 金曜日 (金) 金 | 土曜日 (土) "
            "土 | 日曜日 (日) 日"
        ),
        "ka": ("ორშ ორშაბათი | სამ სამშაბათი | ოთხ ოთხშაბათი | ხუთ ხუთშაბათი | პარ პარასკევი | შაბ შაბათი | კვი კვირა"),
        "kk": "дс дүйсенбі | сейсенбі сс | ср сәрсенбі | бейсенбі бс | жм жұма | сб сенбі | жексенбі жс",
        "km": "ចន្ទ ច័ន្ទ | អង្គារ | ពុធ | ព្រហ ព្រហស្បតិ៍ | សុក្រ | សៅរ៍ | អាទិត្យ",
        "kn": "ಸೋಮ ಸೋಮವಾರ | ಮಂಗಳ ಮಂಗಳವಾರ | ಬುಧ ಬುಧವಾರ | ಗುರು ಗುರುವಾರ | ಶುಕ್ರ ಶುಕ್ರವಾರ | ಶನಿ ಶನಿವಾರ | ಭಾನು ಭಾನುವಾರ",
        "ko": "월요일 월 | 화요일 화 | 수요일 수 | 목요일 목 | 금요일 금 | 토요일 토 | 일요일 일",
        "lo": ("ຈັນ ວັນຈັນ | ວັນອັງຄານ ອັງຄານ | ພຸດ ວັນພຸດ | ພະຫັດ ວັນພະຫັດ | ວັນສຸກ ສຸກ | ວັນເສົາ ເສົາ | ວັນອາທິດ ອາທິດ"),
        "lt": (
            "pirmadienis pr | an antradienis | tr trečiadienis treciadienis | ketvirtadienis kt | penktadienis "
            "pn | šeštadienis sestadienis št st | sekmadienis sk"
        ),
        "lv": (
            "pirmd pirmdiena | otrd otrdiena | trešd tresd trešdiena tresdiena | ceturtd ceturtdiena | piektd "
            "piektdiena | sestd sestdiena | svētd svetd svētdiena svetdiena"
        ),
        "mk": "пон понеделник | вто вторник вт | сре среда | чет четврток | пет петок | саб сабота | нед недела",
        "ml": ("തിങ്കളാഴ്‌ച തിങ്കൾ | ചൊവ്വ ചൊവ്വാഴ്ച ചൊവ്വാഴ്‌ച | ബുധനാഴ്‌ച ബുധൻ | വ്യാഴം വ്യാഴാഴ്‌ച | വെള്ളി വെള്ളിയാഴ്‌ച | ശനി ശനിയാഴ്‌ച | ഞായറാഴ്‌ച ഞായർ"),
        "mr": "सोम सोमवार | मंगळ मंगळवार | बुध बुधवार | गुरु गुरुवार | शुक्र शुक्रवार | शनि शनिवार | रवि रविवार",
        "ms": "isn isnin | sel selasa | rab rabu | kha khamis | jum jumaat | sab sabtu | ahad ahd",
        "my": "တနင်္လာ | အင်္ဂါ | ဗုဒ္ဓဟူး | ကြာသပတေး | သောကြာ | စနေ | တနင်္ဂနွေ",
        "nb": "man mandag | tir tirsdag | ons onsdag | tor torsdag | fre fredag | lør lørdag | søn søndag",
        "ne": "सोम सोमबार | मङ्गल मङ्गलबार | बुध बुधबार | बिहि बिहिबार | शुक्र शुक्रबार | शनि शनिबार | आइत आइतबार",
        "nl": "ma maandag | di dinsdag | wo woensdag | do donderdag | vr vrijdag | za zaterdag | zo zondag",
        "pa": ("ਸੋਮ ਸੋਮਵਾਰ | ਮੰਗਲ ਮੰਗਲਵਾਰ | ਬੁੱਧ ਬੁੱਧਵਾਰ | ਵੀਰ ਵੀਰਵਾਰ | ਸ਼ੁੱਕਰ ਸ਼ੁੱਕਰਵਾਰ | ਸ਼ਨਿੱਚਰ ਸ਼ਨਿੱਚਰਵਾਰ | ਐਤ ਐਤਵਾਰ"),
        "pl": (
            "pon poniedziałek poniedzialek pn | wt wtorek wto | śr sr środa sroda środę srode śro sro | czw "
            "czwartek cz | piątek piatek pt pią pia pi | sob sobota sobotę sobote so sb | niedz niedziela "
            "niedzielę niedziele nie nd"
        ),
        "pt": (
            "seg segunda-feira segunda | ter terça-feira terca-feira terça terca | qua quarta-feira quarta | "
            "qui quinta-feira quinta | sex sexta-feira sexta | sáb sab sábado sabado | dom domingo"
        ),
        "ro": (
            "lun luni | mar marți marti | mie miercuri mi | joi | vin vineri | sâm sam sâmbătă sambata | dum "
            "duminică duminica"
        ),
        "ru": (
            "пн понедельник пнд | вт вторник втр | ср среда срд среду | четверг чт чтв | пт пятница птн пятницу "
            "| сб суббота сбт субботу | воскресенье вс воскресение вск"
        ),
        "si": "සඳුදා | අඟහ අඟහරුවාදා | බදාදා | බ්‍රහස් බ්‍රහස්පතින්දා | සිකු සිකුරාදා | සෙන සෙනසුරාදා | ඉරිදා",
        "sk": (
            "po pondelok | ut utorok | st streda stredu | št štvrtok stvrtok | pi piatok | so sobota sobotu "
            "| ne nedeľa nedela nedeľu nedelu"
        ),
        "sl": (
            "pon ponedeljek | tor torek | sre sreda | čet cet četrtek cetrtek | pet petek | sob sobota | ned nedelja"
        ),
        "sq": "hën hen | mar | mër mer | enj | pre | sht | die",
        "sr": "пон понедељак | уто уторак | сре среда | чет четвртак | пет петак | суб субота | нед недеља",
        "sv": (
            "mån man måndag mandag månd mand | tis tisdag tisd | ons onsdag onsd | tors torsdag torsd | fre "
            "fredag fred | lör lor lördag lordag lörd lord | sön son söndag sondag sönd sond"
        ),
        "sw": "jumatatu | jumanne | jumatano | alhamisi | ijumaa | jumamosi | jumapili",
        "ta": "திங் திங்கள் | செவ் செவ்வாய் | புத புதன் | வியா வியாழன் | வெள் வெள்ளி | சனி | ஞாயி ஞாயிறு",
        "te": ("సోమ సోమవారం | మంగళ మంగళవారం | బుధ బుధవారం | గురు గురువారం | శుక్ర శుక్రవారం | శని శనివారం | ఆది ఆదివారం"),
        "th": (
            "วันจันทร์ จันทร์ วันจันทร์ที่ | วันอังคาร อังคาร วันอังคารที่ | วันพุธ พุธ วันพุธที่ | พฤ "
            "วันพฤหัสบดี พฤหัสบดี พฤหัส วันพฤหัสบดีที่ | วันศุกร์ ศุกร์ วันศุกร์ที่ | วันเสาร์ เสาร์ "
            "วันเสาร์ที่ | วันอาทิตย์ อา อาทิตย์ วันอาทิตย์ที่"
        ),
        "tr": (
            "pazartesi pzt | sal salı | çar car çarşamba carsamba çrs crs | per perşembe persembe prs | cum "
            "cuma | cmt cumartesi | paz pazar"
        ),
        "uk": (
            "пн понеділок пон понед | вт вівторок вів вівтор | середа середу ср сер серед | четвер чт чет | пт "
            "пят | сб субота суботу суб субот | нд неділю неділя нед неділ"
        ),
        "ur": "پیر سوموار | منگل | بدھ | جمعرات | جمعہ | ہفتہ | اتوار",
        "uz": (
            "dush dushanba | sesh seshanba | chor chorshanba | pay payshanba | jum juma | shan shanba | yak yakshanba"
        ),
        "zh": (
            "周一 星期一 礼拜一 週一 | 周二 星期二 礼拜二 週二 | 周三 星期三 礼拜三 週三 | 周四 星期四 礼拜四 "
            "週四 | 周五 星期五 礼拜五 週五 | 周六 星期六 礼拜六 週六 | 周日 星期日 星期天 礼拜日 礼拜天 週日"
        ),
    }
)


def _by_language(rows: Mapping[str, str]) -> Mapping[str, Mapping[str, int]]:
    """Return word -> number for each language of the rows."""
    return MappingProxyType(
        {
            language: MappingProxyType(
                {word: number for number, words in enumerate(row.split("|"), 1) for word in words.split()}
            )
            for language, row in rows.items()
        }
    )


def _in_all(tables: Mapping[str, Mapping[str, int]]) -> Mapping[str, int]:
    """Return word -> number for the words that mean the same wherever they occur, and 0 for the others."""
    words: dict[str, int] = {}
    for table in tables.values():
        for word, number in table.items():
            words[word] = number if words.get(word, number) == number else 0
    return MappingProxyType(words)


MONTHS = _by_language(_MONTH_ROWS)
WEEKDAYS = _by_language(_WEEKDAY_ROWS)
_ANY_MONTH = _in_all(MONTHS)
_ANY_WEEKDAY = _in_all(WEEKDAYS)
_NONE: Mapping[str, int] = MappingProxyType({})


def fold(word: str) -> str:
    """Return the word as the tables have it.

    >>> fold("Sept."), fold("ม.ค.")
    ('sept', 'มค')
    """
    return word.casefold().replace(".", "").replace("i\u0307", "i")


def month_number(word: str, language: str | None) -> int:
    """Return 1-12 for the name of a month in `language`, else in the languages that agree on it, else 0.

    >>> month_number("Listopad", "pl"), month_number("listopad", "hr"), month_number("listopad", None)
    (11, 10, 0)
    """
    folded = word.lower() if word.isascii() else fold(word)
    return _ANY_MONTH.get(folded) or MONTHS.get(language or "", _NONE).get(folded, 0)


def weekday_number(word: str, language: str | None) -> int:
    """Return 1 (Monday) to 7 for the name of a day in `language`, else in the languages that agree on it, else 0.

    >>> weekday_number("화", "ko"), weekday_number("Tue", None), weekday_number("foo", None)
    (2, 2, 0)
    """
    folded = fold(word)
    return WEEKDAYS.get(language or "", _NONE).get(folded) or _ANY_WEEKDAY.get(folded, 0)
