"""Korean names: the surnames, and what stands in a byline where a name would but is none."""

from __future__ import annotations

from typing import Final

from scraper.parse.texts import words

# Surnames that cover practically all Koreans; the compound ones make names of four syllables.
SURNAMES: Final = frozenset(
    "가간갈감강견경계고공곽구국궁권금기길김나남남노뇌단담당대도독돈동두라려렴류리마매맹명모목묘묵문미민박반방배백범변"
    "복봉부빈빙사상서석선설성소손송수순승시신심씨안애야양어엄여연염엽영예오옥온옹왕요용우운원위유육윤은음이인임자장"
    "전점정제조종좌주준지진차창채천초최추탁탄탕태판팽편평포표풍피필하학한함해허현형호홍화환황후흥"
)
COMPOUND_SURNAMES: Final = frozenset(
    {"강전", "남궁", "독고", "동방", "망절", "사공", "서문", "선우", "소봉", "어금", "장곡", "제갈", "황보"}
)

# Words that stand where a name would.
NOT_NAMES: Final = words(
    """
    간담회 객원 게시 경력 경제 관리자 글쓴이 기사 기자명 뉴스 등록 발행 송고 수정 승인 입력 작성 작성자 전체 최종 최초
    교육 국제 기자 남성 다른 담당 독자 동료 매체 명예 모든 문화 방송 보도국 본보 본지 사진 사회 선임 수습 스포츠 시민
    날짜 다음글 댓글 댓글수 등록일 목록 번호 본문 분류 비추천 이전글 작성일 제목 조회 조회수 첨부 추천 추천수 파일
    신입 여성 여행 연예 영상 온라인 외신 우리 운영자 인턴 저희 전문 정치 주재 증권 지역 출입 취재 취재진 통신 편집국
    편집인 편집자 편집장 학생 해당 현장 회견
    """
)

# Cities and counties that bylines and datelines name, without their suffix.
PLACES: Final = words(
    """
    서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 영남 호남 충청 전라 경상
    수원 성남 안양 안산 용인 고양 부천 광명 평택 과천 오산 시흥 군포 의왕 하남 이천 안성 김포 화성 양주 포천 여주
    동두천 의정부 남양주 파주 구리 연천 가평 양평 춘천 원주 강릉 동해 태백 속초 삼척 홍천 횡성 영월 평창 정선 철원
    화천 양구 인제 고성 양양 청주 충주 제천 보은 옥천 영동 증평 진천 괴산 음성 단양 천안 공주 보령 아산 서산 논산
    계룡 당진 금산 부여 서천 청양 홍성 예산 태안 전주 군산 익산 정읍 남원 김제 완주 진안 무주 장수 임실 순창 고창
    부안 목포 여수 순천 나주 광양 담양 곡성 구례 고흥 보성 화순 장흥 강진 해남 영암 무안 함평 영광 장성 완도 진도
    신안 포항 경주 김천 안동 구미 영주 영천 상주 문경 경산 군위 의성 청송 영양 영덕 청도 고령 성주 칠곡 예천 봉화
    울진 울릉 창원 진주 통영 사천 김해 밀양 거제 양산 의령 함안 창녕 남해 하동 산청 함양 거창 합천 제주시 서귀포
    뉴욕 도쿄 파리 런던 북경 베이징 상하이 워싱턴 모스크바 베를린 하노이 방콕
    """
)
