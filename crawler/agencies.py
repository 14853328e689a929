"""Names that stand where a person's would and are none: agencies and the press, each in one spelling."""

from collections.abc import Mapping

from language.text import fold

# One a line: the spelling that is kept, and the others it is found by; one that has many has several lines.
_OUTLETS = """
TTXVN: thong tan xa viet nam, thong tan xa, vna, vietnam news agency, ttxvn/vna
TTXVN: agence vietnamienne d'information
TTXVN: 越通社, 越南通讯社, ベトナム通信社, ベトナム国営通信, 베트남통신사
VietnamPlus: vietnam+, vietnam plus
BNEWS
Báo Tin tức: tin tuc
VnExpress: vnexpress international, vnexpress.net
Viet Nam News: vietnam news, vns
VietNamNet: vietnamnet.vn
Dân trí: dantri, bao dan tri
Tuổi Trẻ: tuoi tre online, tto, tuoi tre news
Thanh Niên: thanh nien online, tno
Lao Động: laodong.vn
Người Lao Động: nld, nld online
Tiền Phong
Znews: zing, zingnews, zing news
Tri thức: tri thuc tre
VTC News: vtc, vtc now
VOV: vov.vn, vov1
VTV: vtv news, vtv24, vtv.vn
Nhân Dân
Quân đội nhân dân: qdnd
Công an nhân dân: cand
Sài Gòn Giải Phóng: sggp
Hà Nội mới
Pháp Luật TP.HCM: plo, phap luat tphcm, phap luat tp hcm
Pháp luật Việt Nam
Báo Chính phủ: cong thong tin dien tu chinh phu, vgp, vgp news, baochinhphu
CafeF
CafeBiz
Soha
Kenh14
GenK
aFamily
Đầu tư
VnEconomy: vn economy
An ninh Thủ đô: an ninh thu do
Nhịp sống thị trường
Nhịp sống kinh tế
Nhịp sống kinh doanh
Đời sống & Pháp luật: doi song phap luat, doi song va phap luat
Doanh nghiệp
Người đưa tin
Người quan sát
Giao thông
Giáo dục & Thời đại: giao duc thoi dai, giao duc va thoi dai
Nông nghiệp
Dân Việt
Đại đoàn kết
Sức khỏe & Đời sống: suc khoe doi song, suc khoe va doi song
Saostar
24h
VietTimes
Infonet
ICTnews
Công Thương
Công lý
Kiểm sát
Tài nguyên & Môi trường: tai nguyen moi truong
Gia đình & Xã hội: gia dinh xa hoi, gia dinh va xa hoi
Phụ nữ
Phụ nữ Việt Nam
Phụ nữ TP.HCM: phu nu tphcm
Thể thao & Văn hóa: the thao van hoa, the thao & van hoa
Bóng đá
Vietnam Investment Review
The Saigon Times: sai gon times
Xây dựng
"""
_AGENCIES = """
AFP: agence france-presse, agence france presse, 法新社, afp通信, afp=時事, afp통신, เอเอฟพี
AP: associated press, the associated press, ap news, 美联社, ap通信, ap통신, เอพี
Reuters: thomson reuters, 路透社, 路透, ロイター, ロイター通信, 로이터, 로이터통신, รอยเตอร์, рейтер
Xinhua: tan hoa xa, xinhua news agency, xinhuanet, chine nouvelle
Xinhua: 新华社, 新华网, 新華社, 新華網, 新华通讯社, 新華社通信, 신화통신, 신화사, ซินหัว, สำนักข่าวซินหัว, синьхуа
dpa: deutsche presse-agentur
SID
KNA
epd
APA
EFE: agencia efe
ANSA
Adnkronos
Kyodo: kyodo news, 共同, 共同通信, 共同通信社, 共同社, 교도통신, 교도
Jiji Press: jiji, 時事, 時事通信, 時事通信社, 时事社, 지지통신
Yonhap: yonhap news, yonhap news agency, 연합뉴스, 연합, 韩联社, 聯合ニュース
Bernama
Antara
TASS: itar-tass, 타스, 타스통신, 塔斯社, タス通信, тасс, итар-тасс
RIA Novosti: ria, риа новости, риа
Sputnik
Interfax
Bloomberg
PTI
ANI
IANS
TNN
UPI
CNN
BBC: bbc news
ATS
Keystone-SDA
ANP
Belga
Ritzau
NTB
TT
Lusa
AKP: agence kampuchea presse, 柬新社, ទីភ្នាក់ងារសារព័ត៌មានកម្ពុជា, ភ្នាក់ងារព័ត៌មានកម្ពុជា
AKP: ទីភ្នាក់ងារព័ត៌មានជាតិកម្ពុជា, ភ្នាក់ងារព័ត៌មានជាតិកម្ពុជា
KPL: kpl news, khaosan pathet lao, lao news agency, 巴特寮通讯社
KPL: ຂປລ, ຂ.ປ.ລ, ຂ່າວສານປະເທດລາວ, ສຳນັກຂ່າວສານປະເທດລາວ
Thai News Agency: tna, สำนักข่าวไทย
IRNA
SANA
MENA
CNA
NNA
PA Media: press association
China News Service: 中新社, 中新网, 中国新闻网
People's Daily: 人民日报, 人民网
CCTV: 央视新闻, 央视网
Global Times: 环球时报
The Paper: 澎湃新闻
Newsis: 뉴시스
News1: 뉴스1
The Guardian: guardian
The New York Times: new york times
The Wall Street Journal: wall street journal
The Washington Post: washington post
Financial Times
South China Morning Post: scmp
Nikkei
The Nation
Bangkok Post
Phnom Penh Post: the phnom penh post
Khmer Times
Vientiane Times
Fresh News
Al Jazeera
"""
# They name no outlet, and no person either.
_OFFICES = frozenset({"bo cong an", "chinh phu", "quoc te", "the gioi"})
_SOME = frozenset({"agencies", "agencias", "agentur", "agenturen"})


def _spellings(rows: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in rows.strip().splitlines():
        spelling, _, others = row.partition(":")
        names = [spelling, *others.split(",")]
        found.update({fold(name).strip(): spelling for name in names if name.strip()})
    return found


_PRESS, _WIRES = _spellings(_OUTLETS), _spellings(_AGENCIES)
# The press of Vietnam and its agency: never persons, whoever says so.
OUTLETS = frozenset(_PRESS) | _OFFICES
# The agencies and papers others take reports from.
AGENCIES = frozenset(_WIRES) | _SOME
# Every name, folded, with the spelling that is kept.
SPELLINGS = {**_WIRES, **_PRESS}
# Those that send reports to the press, and are named in them without further words.
_AT_HOME = frozenset(name for name, spelling in _PRESS.items() if spelling == "TTXVN")
WIRES = frozenset(_WIRES) | (_AT_HOME - {"thong tan xa"}) | {"vns"}
