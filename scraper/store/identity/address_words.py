"""The words that tell two addresses of one page apart from the addresses of two pages."""

from __future__ import annotations

# Where the visitor came from; never which page it is.
TRACKERS = frozenset(
    """
    _branch_match_id _ga _gl _hsenc _hsmi at_campaign at_custom1 at_medium cmpid dclid dicbo fb_action_ids fb_ref
    fb_source fbclid from_share gaa_at gaa_n gaa_sig gaa_ts gbraid gclid gclsrc guccounter guce_referrer igshid
    link_from mc_cid mc_eid mibextid mkt_tok msclkid n_cid ncid ocid partner rf ref ref_src ref_url refer referer
    referrer s_cid sfnsn share shareid sharetype smid smtyp spm sr_share srnd taid tracking trk twclid wbraid wt_mc
    xtor yclid
    """.split()  # noqa: SIM905 -- words read best as text
)
TRACKER_PREFIXES = ("utm_", "pk_", "piwik_", "mtm_", "hsa_", "fb_", "stm_", "at_", "_hs")

# Parameters that choose a variant of the same page, or say who is looking.
VARIANT_PARAMETERS = frozenset(
    """
    amp fontsize fsize jsessionid layout lite mobile outputtype phpsessid pcview platform print printview
    replyall sessionid sid_session skin viewmode
    """.split()  # noqa: SIM905 -- words read best as text
)
# Parameters that do so with these values only.
VARIANT_VALUES = frozenset(
    {("device", "mobile"), ("device", "pc"), ("mode", "print"), ("output", "amp"), ("page", "1"), ("type", "amp"),
     ("type", "print"), ("view", "amp"), ("view", "print"), ("view", "mobile"), ("view_type", "print"),
     ("m", "1")}
)  # fmt: skip

# Names of a visitor's session where the value is a long code; with a number they may name the article.
SESSIONS = frozenset(
    """
    aspsessionid auth_token cfid cftoken jsessionid oscsid phpsessid s sess sess_id session session_id session_key
    sessid sid ssid token uid_session visitor xtsid zenid
    """.split()  # noqa: SIM905 -- words read best as text
)

# The number of the article, in the systems that put it into the query.
ARTICLE_IDS = frozenset(
    """
    aid article article_id articleid artid arcid cntn_cd contid document_srl g_no gisa_no id idx idxno n_no
    newsid news_id newsno news_no nid nno no num number p post postid ptid seq serial sn storyid uid wr_id
    """.split()  # noqa: SIM905 -- words read best as text
)
# Which list the reader came from; it says nothing once the article's number is given.
LIST_CONTEXT = frozenset(
    """
    box_idxno list_id list_page page_no rurl sc_area sc_code sc_level sc_multi_code sc_order_by sc_section_code
    sc_serial_code sc_sub_section_code sc_word sca sfl sod sop sst stx total view_type
    """.split()  # noqa: SIM905 -- words read best as text
)

# Hosts and path segments of another variant of the same page.
VARIANT_HOSTS = frozenset({"www", "m", "mobile", "amp", "wap", "touch"})
VARIANT_FIRST_SEGMENTS = frozenset({"amp", "m", "mobile", "mnews"})
VARIANT_LAST_SEGMENTS = frozenset({"amp", "print"})
