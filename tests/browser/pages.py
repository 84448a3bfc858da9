"""The pages that the browser tests open, for whom, and how their headings begin. Add a page here and it is tested."""

from __future__ import annotations

from dataclasses import dataclass

PROVINCE = ("tochuc", "kiemtra", "giamsat")
OFFICERS = (*PROVINCE, "donvi")
EVERYBODY = (*OFFICERS, "canbo")


@dataclass(frozen=True, slots=True)
class Page:
    """`address` is opened; with `link`, a CSS selector, the first such link on it is then followed.

    `vi` and `en` are regular expressions that the heading matches from its beginning.
    """

    name: str
    address: str
    vi: str
    en: str
    roles: tuple[str, ...] = EVERYBODY
    link: str = ""


PAGES: tuple[Page, ...] = (
    Page("home", "/", r"Hôm nay: [\d.]+ việc trái quy định cần xử lý", r"Today: [\d,]+ breach", roles=PROVINCE),
    Page("home-unit", "/", r"Hôm nay", r"Today", roles=("donvi",)),
    Page("home-official", "/", r"(Việc của bạn hôm nay|Hôm nay)", r"(About you today|Today)", roles=("canbo",)),
    Page("directives", "/directives/", r"6 văn bản", r"Directives: 6 known"),
    Page("directive", "/directives/tra_vinh/", r"Kế hoạch 49-KH/TU giao 35 nhiệm vụ", r"Plan 49-KH/TU sets 35 tasks"),
    Page("directive-demo", "/directives/lac_giang/", r"Kết luận 05-KL/TU giao", r"Conclusion 05-KL/TU sets"),
    Page("clause", "/clauses/tra_vinh%23II.3.2/b4", r"Kế hoạch 49-KH/TU giao", r"Plan 49-KH/TU sets"),
    Page("clause-list", "/clauses/bac_giang%232(4)", r"Kết luận", r"Conclusion"),
    Page("findings", "/findings/", r"Kiểm soát: [\d.]+ việc trái quy định", r"Control: [\d,]+ breach", roles=PROVINCE),
    Page(
        "findings-unit",
        "/findings/",
        r"Kiểm soát trong phạm vi của bạn: ",
        r"Control within your mandate: ",
        roles=("donvi",),
    ),
    Page("finding", "/findings/", r".+: ", r".+: ", roles=PROVINCE, link="table a[href^='/findings/']"),
    Page("targets", "/targets/", r"Ngày \d\d/\d\d/\d{4}: ", r"On \d\d/\d\d/\d{4}: "),
    Page("target", "/targets/", r".+: ", r".+: ", link="main a[href^='/targets/'][href*='/?on=']"),
    Page("organisation", "/organisation/", r".+", r"Organisation on ", roles=OFFICERS),
    Page(
        "body",
        "/organisation/",
        r".+: ",
        r".+: ",
        roles=OFFICERS,
        link="main a[href^='/organisation/'][href*='/?on=']",
    ),
    Page("people", "/people/", r"[\d.]+ cán bộ", r"[\d,]+ official", roles=OFFICERS),
    Page("dossier", "/people/", r".+: ", r".+: ", roles=OFFICERS, link="main table a[href^='/people/']"),
    Page("ledger", "/ledger/", r"[\d.]+ mục", r"[\d,]+ entries", roles=OFFICERS),
    Page("mine", "/mine/", r"Trang của tôi: ", r"About me: ", roles=("canbo",)),
    Page("design", "/design/", r"Các thành phần", r"Components", roles=("tochuc",)),
)
