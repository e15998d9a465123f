"""The words of Chinese and Japanese bylines, and the surnames that tell a Chinese name from the text around it."""

from __future__ import annotations

from typing import Final

from scraper.parse.texts import phrases, words

# The surnames of the Hundred Family Surnames that are still common, and others that are today, in both ways of writing.
SURNAMES: Final = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计"
    "伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经"
    "房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲家封芮储靳邴糜松井段富巫乌焦巴弓牧隗谷车侯宓蓬"
    "全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳"
    "逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国"
    "文寇广禄东殴沃利蔚越夔隆师巩厍聂晁勾敖融冷辛阚那简饶空曾沙养鞠须丰巢关蒯相查后荆红游竺权盖益桓公佟闫肖丛帅仝邸揭"
    "趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴魏謝鄒竇雲蘇魯韋馬鳳費湯羅畢鄔樂時顧黃蕭計談龐紀項閔賈婁顏鐘鍾駱萬盧經應鄧單諸龔陸榮"
    "儲烏車寧欒厲劉葉龍賴藺喬陰蒼雙聞黨譚貢勞酈壽邊農溫莊閻連習魚廣東師鞏聶關蒯紅遊權蓋桓閆叢帥簡饒豐岳嶽游巫涂塗阳陽"
)
COMPOUND_SURNAMES: Final = (
    "欧阳",
    "歐陽",
    "司马",
    "司馬",
    "上官",
    "诸葛",
    "諸葛",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "端木",
    "东方",
    "東方",
)

# What stands before the writer's name. The first ones say by themselves that a name follows; the others need a sign.
REPORTER_LABELS: Final = phrases(
    """
    记者 | 記者 | 通讯员 | 通訊員 | 特派员 | 特派員 | 特约撰稿人 | 见习生
    """
)
WRITER_LABELS: Final = phrases(
    """
    作者 | 撰文 | 撰稿 | 执笔 | 采写 | 採訪 | 采访 | 文字 | 取材・文 | 取材 | 執筆者 | 執筆 | 筆者 |
    著者 | 聞き手 | ライター | 文責 | 寄稿
    """
)
# Of these, those of Japanese: what follows is no Chinese name, and a blank stands within it.
JAPANESE_LABELS: Final = words(
    """
    取材・文 取材 執筆者 執筆 筆者 著者 聞き手 ライター 文責 寄稿
    """
)
JAPANESE_ROLES: Final = phrases(
    """
    編集委員 | 論説委員 | 特別編集委員 | 客員論説委員 | 支局長 | 特派員 | 記者 | 専門記者 | ライター |
    ジャーナリスト | フリーライター | 編集者 | 編集長 | コラムニスト | 評論家
    """
)
# What else may stand in such a line: behind one of these stands who did something else.
OTHER_LABELS: Final = phrases(
    """
    责任编辑 | 責任編輯 | 责编 | 責編 | 编辑 | 編輯 | 編集 | 校对 | 校對 | 审核 | 審核 | 摄影 | 攝影 |
    摄 | 攝 | 图 | 圖 | 撮影 | 写真 | 翻译 | 翻譯 | 编译 | 編譯 | 来源 | 來源 | 稿源 | 主编 | 主編 |
    监制 | 監製 | 制图 | 製圖
    """
)
# A name has none of these in it.
NO_NAMES: Final = phrases(
    """
    记者 | 記者 | 编辑 | 編輯 | 編集 | 作者 | 本文 | 来源 | 來源 | 责任 | 責任 | 综合 | 綜合 | 报道 |
    報導 | 報道 | 新闻 | 新聞 | 频道 | 頻道 | 日报 | 日報 | 网站 | 網站 | 公司 | 中心 | 部門 | 部门 |
    联系 | 聯繫 | 小组 | 小組 | 通讯 | 通訊 | 特派 | 实习 | 實習 | 摄影 | 攝影 | 手机 | 手機 | 点击 |
    點擊 | 匿名 | 佚名
    """
)
# What closes a Japanese text in brackets has one of these signs if it is no name: `（敬称略）`, `（写真提供）`.
NO_SIGNATURE: Final = frozenset(
    "略写真提供社報終号第完訳編省庁県円年月日時以下同敬称続改変引用出典参照注追記更新掲載配信連載全文"
)
