"""The pages that the browser tests open, for whom, and how their headings begin. Add a page here and it is tested."""

from __future__ import annotations

from dataclasses import dataclass

PROVINCE = ("tochuc", "kiemtra", "giamsat")
OFFICERS = (*PROVINCE, "donvi")
EVERYBODY = (*OFFICERS, "canbo")


@dataclass(frozen=True, slots=True)
class Page:
    """`address` is opened; with `link`, a CSS selector, the first such link on it is followed, and `then` one on that.

    `vi` and `en` are regular expressions that the heading matches from its beginning.
    """

    name: str
    address: str
    vi: str
    en: str
    roles: tuple[str, ...] = EVERYBODY
    link: str = ""
    then: str = ""


PAGES: tuple[Page, ...] = (
    Page("home", "/", r"Hôm nay: [\d.]+ việc trái quy định cần xử lý", r"Today: [\d,]+ breach", roles=PROVINCE),
    Page("home-unit", "/", r"Hôm nay", r"Today", roles=("donvi",)),
    Page("home-official", "/", r"(Việc của bạn hôm nay|Hôm nay)", r"(About you today|Today)", roles=("canbo",)),
    Page(
        "duties",
        "/duties/",
        r"(Không có việc nào|[\d.]+ việc phải làm)",
        r"(Nothing is owed|[\d,]+ dut)",
        roles=OFFICERS,
    ),
    Page("notices", "/notices/", r"(Chưa có thông báo|[\d.]+ thông báo)", r"(No notices|[\d,]+ new)"),
    Page("directives", "/directives/", r"6 văn bản", r"Directives: 6 known"),
    Page("directive", "/directives/tra_vinh/", r"Kế hoạch 49-KH/TU giao 35 nhiệm vụ", r"Plan 49-KH/TU sets 35 tasks"),
    Page("directive-demo", "/directives/lac_giang/", r"Kết luận 05-KL/TU giao", r"Conclusion 05-KL/TU sets"),
    Page("clause", "/clauses/tra_vinh%23II.3.2/b4", r"Kế hoạch 49-KH/TU giao", r"Plan 49-KH/TU sets"),
    Page("clause-list", "/clauses/bac_giang%232(4)", r"Kết luận", r"Conclusion"),
    Page("rules", "/rules/", r"[\d.]+ quy tắc đang có hiệu lực ngày", r"[\d,]+ rules are in force on"),
    Page("rule-targets", "/rules/?kind=targets", r"[\d.]+ chỉ tiêu", r"[\d,]+ targets", roles=("tochuc",)),
    Page("rule-flags", "/rules/?kind=flags", r"[\d.]+ dấu hiệu", r"[\d,]+ signs", roles=("tochuc", "canbo")),
    Page(
        "rule-values", "/rules/?kind=values", r"[\d.]+ giá trị của luật", r"[\d,]+ values in the law", roles=("tochuc",)
    ),
    Page(
        "rule-procedures",
        "/rules/?kind=procedures",
        r"[\d.]+ quy trình đang có hiệu lực ngày",
        r"[\d,]+ procedures are in force on",
        roles=("tochuc", "canbo"),
    ),
    Page(
        "procedure",
        "/rules/procedures/state_appointment_inside/",
        r"Bổ nhiệm .+: ",
        r"Appointment .+: ",
        roles=("tochuc", "canbo"),
    ),
    Page("packs", "/rules/packs/", r"Hôm nay đang áp dụng \d+ trên", r"\d+ of \d+ packs", roles=("tochuc", "canbo")),
    Page("rule", "/rules/no_kin_in_procedure/", r"Người thân .+: đang có hiệu lực", r"No relative .+: in force"),
    Page(
        "rule-by-date",
        "/rules/succession_people_per_post/",
        r".+: đang có hiệu lực",
        r".+: in force",
        roles=("tochuc",),
    ),
    Page("rule-target", "/rules/commune_secretaries_not_local/", r".+: ", r".+: ", roles=("tochuc",)),
    Page("rule-flag", "/rules/grade_jump_before_appointment/", r".+: ", r".+: ", roles=("tochuc", "canbo")),
    Page("value", "/rules/values/years_in_personnel_work/", r".+: 5 năm", r".+: 5 years", roles=("tochuc", "canbo")),
    Page(
        "own-value", "/rules/values/most_people_per_post/own/", r"Đặt giá trị chặt hơn", r"Set a stricter", ("tochuc",)
    ),
    Page(
        "verify",
        "/rules/values/longest_gap_between_measures/",
        r"Xác minh với bản gốc: ",
        r"Verify against the original: ",
        roles=("tochuc",),
        link="main a[href^='/rules/verify/']",
    ),
    Page("conflicts", "/rules/conflicts/", r".*xung đột", r".*conflict", roles=("tochuc", "canbo")),
    Page("draft", "/rules/draft/", r"Soạn quy tắc", r"Draft a rule", roles=("tochuc", "kiemtra", "donvi")),
    Page("flags", "/flags/", r".*quyết định", r".*decision", roles=("tochuc", "kiemtra", "donvi")),
    Page("flag", "/flags/", r".+: ", r".+: ", roles=("tochuc", "kiemtra"), link="main .lines a[href^='/flags/']"),
    Page("instrument", "/directives/qd377/", r"377-QĐ/TW", r"377-QĐ/TW", roles=("tochuc",)),
    Page("findings", "/findings/", r"Kiểm soát: [\d.]+ việc trái quy định", r"Control: [\d,]+ breach", roles=PROVINCE),
    Page(
        "findings-unit",
        "/findings/",
        r"Kiểm soát trong phạm vi của bạn: ",
        r"Control within your mandate: ",
        roles=("donvi",),
    ),
    Page("finding", "/findings/", r".+: ", r".+: ", roles=PROVINCE, link="table a[href^='/findings/']"),
    Page("delegation", "/delegation/", r"[\d.]+ chức danh", r"[\d,]+ posts", roles=OFFICERS),
    Page("talent", "/talent/", r"[\d.]+ cán bộ đang giữ chức danh", r"[\d,]+ official", roles=OFFICERS),
    Page("class-plan", "/talent/training/", r"(Chỗ học|Không)", r"(Places in classes|No post)", roles=("tochuc",)),
    Page("succession", "/talent/succession/", r".*quy hoạch", r".*succession list", roles=("tochuc",)),
    Page("moves-up", "/talent/moves/", r"[\d.]+ lượt từ cấp xã", r"[\d,]+ moves? up", roles=("tochuc", "donvi")),
    Page("special-posts", "/talent/special/", r".*lĩnh vực đặc thù", r".*special field", roles=("tochuc",)),
    Page("stays", "/talent/abroad/", r".*ở nước ngoài", r".*abroad", roles=("tochuc",)),
    Page("recruitments", "/talent/recruitment/", r".*tuyển dụng", r".*recruitment", roles=("tochuc",)),
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
    Page(
        "organisation-changes",
        "/organisation-changes/",
        r"(Từ \d\d/\d\d/\d{4} đến|Không tổ chức nào)",
        r"(Between|No body changed)",
        roles=("tochuc", "donvi"),
    ),
    Page(
        "organisation-changes-day",
        "/organisation-changes/?from=2025-06-30&to=2025-07-01",
        r"Từ 30/06/2025 đến 01/07/2025: [\d.]+ tổ chức lập mới",
        r"Between 30/06/2025 and 01/07/2025: [\d,]+ bodies begun",
        roles=("tochuc",),
    ),
    Page(
        "reorganisations",
        "/reorganisations/",
        r"[\d.]+ lần sắp xếp tổ chức",
        r"[\d,]+ reorganisations? on record",
        roles=("tochuc", "donvi"),
    ),
    Page(
        "reorganisation",
        "/reorganisations/",
        r"01/07/2025: Tỉnh ủy Nhạn Hải sáp nhập vào Tỉnh ủy",
        r"01/07/2025: Tỉnh ủy Nhạn Hải merged into Tỉnh ủy",
        roles=("tochuc",),
        link="main .lines a[href^='/reorganisations/']",
    ),
    Page("people", "/people/", r"[\d.]+ cán bộ", r"[\d,]+ official", roles=OFFICERS),
    Page("dossier", "/people/", r".+: ", r".+: ", roles=OFFICERS, link="main table a[href^='/people/']"),
    Page(
        "dossier-history",
        "/people/",
        r".+: [\d.]+ lần thay đổi",
        r".+: [\d,]+ changes? on record",
        roles=("tochuc",),
        link="main table a[href^='/people/']",
        then="main a[href$='/history/']",
    ),
    Page("quality", "/quality/", r"[\d.]+ trên [\d.]+ hồ sơ đã đầy đủ", r"[\d,]+ of [\d,]+ dossiers", roles=OFFICERS),
    Page(
        "quality-dossiers", "/quality/dossiers/", r"[\d.]+ hồ sơ cần", r"[\d,]+ dossiers are", roles=("tochuc", "donvi")
    ),
    Page(
        "quality-dossier",
        "/quality/dossiers/",
        r".+: \d+ điểm",
        r".+: \d+ matter",
        roles=("tochuc", "kiemtra"),
        link="main table a[href^='/quality/dossiers/']",
    ),
    Page(
        "attest",
        "/quality/attest/",
        r"[\d.]+ trong [\d.]+ hồ sơ còn phần chưa ai xác nhận",
        r"[\d,]+ of [\d,]+ dossiers",
        roles=("tochuc", "donvi"),
    ),
    Page("campaigns", "/campaigns/", r".*đợt rà soát", r".*review campaign", roles=OFFICERS),
    Page("new-campaign", "/campaigns/new/", r"Mở đợt rà soát", r"Open a review campaign", roles=("tochuc",)),
    Page("calendar", "/calendar/", r".*đến hạn trước ngày", r".* before \d\d/\d\d/\d{4}", roles=EVERYBODY),
    Page("ledger", "/ledger/", r"[\d.]+ mục", r"[\d,]+ entries", roles=OFFICERS),
    Page("mine", "/mine/", r"Trang của tôi: ", r"About me: ", roles=("canbo",)),
    Page("ask-correction", "/mine/corrections/", r"Cần sửa gì", r"What should be put right", roles=("canbo",)),
    Page("own-history", "/mine/history/", r".+: [\d.]+ lần thay đổi", r".+: [\d,]+ changes? on", roles=("canbo",)),
    Page("corrections", "/corrections/", r".*đề nghị sửa hồ sơ", r".*request", roles=("tochuc", "donvi")),
    Page("design", "/design/", r"Các thành phần", r"Components", roles=("tochuc",)),
    Page(
        "exchange",
        "/exchange/",
        r"Nhập, xuất: không có việc nào chờ bạn",
        r"Import and export: nothing",
        roles=("tochuc", "donvi", "giamsat"),
    ),
)

CASE = "main table a[href^='/cases/']"
DECIDERS = ("tochuc", "donvi", "kiemtra")
CASE_PAGES: tuple[Page, ...] = (
    Page("cases", "/cases/", r"[\d.]+ vụ việc", r"[\d,]+ cases?", roles=OFFICERS),
    Page("new-case", "/cases/new/", r"Chuẩn bị vụ việc", r"Prepare a case", roles=("tochuc", "donvi")),
    Page(
        "case",
        "/cases/?kind=appointment_inside",
        r"Bổ nhiệm từ nguồn tại chỗ: ",
        r"Appointment from inside: ",
        roles=OFFICERS,
        link=CASE,
    ),
    Page("case-annulment", "/cases/?kind=annulment", r"Hủy bỏ", r"Annulment", roles=("tochuc", "kiemtra"), link=CASE),
    Page(
        "convene",
        "/cases/?kind=reappointment",
        r"Triệu tập họp: ",
        r"Convene: ",
        roles=("donvi",),
        link=CASE,
        then=".open-step a[href$='/meeting/']",
    ),
    Page(
        "meeting",
        "/cases/?kind=appointment_inside",
        r".+: họp ngày \d\d/\d\d/\d{4}",
        r".+: meeting of \d\d/\d\d/\d{4}",
        roles=("donvi", "kiemtra"),
        link=CASE,
        then="ol.stepper a[href^='/meetings/']",
    ),
    Page(
        "meeting-confidence",
        "/cases/?kind=confidence_vote",
        r".+: họp ngày \d\d/\d\d/\d{4}",
        r".+: meeting of \d\d/\d\d/\d{4}",
        roles=("tochuc",),
        link=CASE,
        then="ol.stepper a[href^='/meetings/']",
    ),
    Page(
        "decision",
        "/cases/?kind=periodic_transfer",
        r"Quyết định số .+ ngày",
        r"Decision .+ of",
        roles=DECIDERS,
        link=CASE,
        then="ol.stepper a[href^='/decisions/']",
    ),
    Page(
        "annulment-graph",
        "/cases/?kind=annulment",
        r".+",
        r".+",
        roles=("tochuc", "kiemtra"),
        link=CASE,
        then="main a[href$='/relies/']",
    ),
    Page(
        "proposals",
        "/cases/?kind=appointment_inside",
        r"Những người .+ đã đề xuất",
        r"Whom .+ proposed",
        roles=("tochuc", "kiemtra"),
        link=CASE,
        then="main a[href$='/proposals/']",
    ),
    Page(
        "followed",
        "/cases/?kind=appointment_inside",
        r"Việc theo dõi sau quyết định",
        r"What is followed to its end",
        roles=("tochuc", "donvi"),
        link=CASE,
        then="main a[href$='/followed/']",
    ),
    Page("violations", "/violations/", r".*vi phạm", r".*violation", roles=DECIDERS),
    Page("new-violation", "/violations/new/", r"Ghi vi phạm", r"Enter a violation", roles=("kiemtra",)),
    Page("own-ties", "/mine/ties/", r"Quan hệ của tôi: ", r"My ties: ", roles=("canbo",)),
    Page("own-proposals", "/mine/proposals/", r"Những người .+ đã đề xuất", r"Whom .+ proposed", roles=("canbo",)),
    Page("own-cases", "/mine/cases/", r"1 bước chờ bạn", r"1 step waits", roles=("canbo",)),
    Page("own-case", "/mine/cases/", r"Đánh giá, xếp loại: ", r"Evaluation: ", roles=("canbo",), link="main h2 a"),
    Page("counts", "/mine/counts/", r"1 cuộc kiểm phiếu", r"1 count waits", roles=("kiemphieu",)),
    Page(
        "count",
        "/mine/counts/",
        r"Kiểm phiếu: ",
        r"Count: ",
        roles=("kiemphieu",),
        link="main a[href^='/mine/counts/']",
    ),
)
"""Where personnel cases run: seen in fewer ways than the others."""
