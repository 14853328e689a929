"""Names that stand where a person's would and are none: agencies and the national press, folded."""

_OUTLETS = """
ttxvn; thong tan xa viet nam; thong tan xa; vna; vietnam+; vietnamplus; vietnam plus; bnews; tin tuc;
bao tin tuc; vnexpress; vnexpress international; vietnam news; vietnam news agency; vietnamnet; dan tri;
dantri; tuoi tre; tuoi tre online; tto; tuoi tre news; thanh nien; thanh nien online; tno; lao dong;
nguoi lao dong; nld; tien phong; zing; zingnews; zing news; znews; tri thuc; tri thuc tre; vtc; vtc news;
vtc now; vov; vov.vn; vov1; vtv; vtv news; vtv24; nhan dan; quan doi nhan dan; qdnd; cong an nhan dan;
cand; bo cong an; sai gon giai phong; sggp; ha noi moi; phap luat tphcm; phap luat tp.hcm;
phap luat tp hcm; plo; phap luat viet nam; chinh phu; cong thong tin dien tu chinh phu; vgp; vgp news;
baochinhphu; cafef; cafebiz; soha; kenh14; genk; afamily; dau tu; vneconomy; vn economy; an ninh thu do;
nhip song thi truong; nhip song kinh te; nhip song kinh doanh; doi song phap luat; doi song va phap luat;
doanh nghiep; nguoi dua tin; nguoi quan sat; giao thong; giao duc thoi dai; giao duc va thoi dai;
nong nghiep; dan viet; dai doan ket; suc khoe doi song; suc khoe va doi song; saostar; 24h; viettimes;
infonet; ictnews; cong thuong; cong ly; kiem sat; tai nguyen moi truong; gia dinh xa hoi;
gia dinh va xa hoi; phu nu; phu nu viet nam; phu nu tphcm; the thao van hoa; the thao & van hoa; bong da;
vietnam investment review; the saigon times; sai gon times; xay dung; quoc te; the gioi
"""
_AGENCIES = """
afp; agence france-presse; ap; associated press; the associated press; reuters; thomson reuters; xinhua;
tan hoa xa; dpa; sid; kna; epd; apa; efe; agencia efe; ansa; adnkronos; kyodo; kyodo news; jiji;
jiji press; yonhap; yonhap news; bernama; antara; tass; itar-tass; ria novosti; ria; sputnik; interfax;
bloomberg; pti; ani; ians; tnn; upi; cnn; bbc; bbc news; ats; keystone-sda; anp; belga; ritzau; ntb; tt;
lusa; akp; kpl; irna; sana; mena; cna; nna; press association; pa media; agencies; agencias; agentur;
agenturen; deutsche presse-agentur; guardian; the guardian; new york times; the new york times;
wall street journal; washington post; financial times; scmp; south china morning post; nikkei; the nation;
bangkok post; phnom penh post; khmer times; vientiane times; fresh news; al jazeera; global times; 新华社;
新华网; 中新社; 中新网; 中国新闻网; 人民日报; 人民网; 央视新闻; 央视网; 环球时报; 澎湃新闻; 法新社; 路透社;
共同; 共同通信; 時事; 時事通信; ロイター; 연합뉴스; 뉴시스; 뉴스1; 로이터; 타스
"""


def _named(rows: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in rows.split(";"))


# The press of Vietnam and its agency: never persons, whoever says so.
OUTLETS = _named(_OUTLETS)
# The agencies and papers others take reports from.
AGENCIES = _named(_AGENCIES)
