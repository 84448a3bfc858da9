"""The words of the record's closed lists as they stand in a roster. They are part of the file format, so that files
filled in today can be read tomorrow whatever the pages then say."""

from __future__ import annotations

from collections.abc import Mapping

from liem.kernel.errors import Message
from liem.record.choices import BodyKind, DeclarationStep, Grade, Level, PostRole, Relation, Section, Sex
from liem.record.importing.sheets import Choice


def choices(words: Mapping[str, tuple[str, str]]) -> tuple[Choice, ...]:
    """From value → (Vietnamese, English)."""
    return tuple(Choice(str(value), Message(vi, en)) for value, (vi, en) in words.items())


LEVELS = choices(
    {
        Level.PROVINCE: ("Cấp tỉnh", "Province"),
        Level.DISTRICT: ("Cấp huyện", "District"),
        Level.COMMUNE: ("Cấp xã", "Commune"),
    }
)
BODY_KINDS = choices(
    {
        BodyKind.COMMITTEE: ("Cấp ủy", "Party committee"),
        BodyKind.STANDING_COMMITTEE: ("Ban thường vụ cấp ủy", "Standing committee"),
        BodyKind.COMMISSION: ("Ban của cấp ủy", "Party commission"),
        BodyKind.AGENCY: ("Cơ quan chuyên môn", "Agency"),
        BodyKind.COUNCIL: ("Hội đồng nhân dân", "People's Council"),
        BodyKind.ADMINISTRATION: ("Ủy ban nhân dân", "People's Committee"),
        BodyKind.FRONT: ("Mặt trận Tổ quốc", "Fatherland Front"),
        BodyKind.UNION: ("Tổ chức chính trị - xã hội", "Mass organisation"),
        BodyKind.ENTERPRISE: ("Doanh nghiệp", "Enterprise"),
        BodyKind.UNIT: ("Đơn vị", "Unit"),
    }
)
POST_ROLES = choices(
    {
        PostRole.SECRETARY: ("Bí thư", "Secretary"),
        PostRole.STANDING_DEPUTY_SECRETARY: ("Phó bí thư thường trực", "Standing deputy secretary"),
        PostRole.DEPUTY_SECRETARY: ("Phó bí thư", "Deputy secretary"),
        PostRole.STANDING_COMMITTEE_MEMBER: ("Ủy viên ban thường vụ", "Standing committee member"),
        PostRole.COMMITTEE_MEMBER: ("Ủy viên ban chấp hành", "Committee member"),
        PostRole.CHAIR: ("Chủ tịch Ủy ban nhân dân", "Chair of the People's Committee"),
        PostRole.VICE_CHAIR: ("Phó chủ tịch Ủy ban nhân dân", "Vice chair of the People's Committee"),
        PostRole.COUNCIL_CHAIR: ("Chủ tịch Hội đồng nhân dân", "Chair of the People's Council"),
        PostRole.COUNCIL_VICE_CHAIR: ("Phó chủ tịch Hội đồng nhân dân", "Vice chair of the People's Council"),
        PostRole.COUNCIL_MEMBER: ("Đại biểu Hội đồng nhân dân", "Member of the People's Council"),
        PostRole.DIRECTOR: ("Người đứng đầu cơ quan cấp tỉnh", "Head of a provincial agency"),
        PostRole.DEPUTY_DIRECTOR: ("Cấp phó cơ quan cấp tỉnh", "Deputy head of a provincial agency"),
        PostRole.DIVISION_HEAD: ("Trưởng phòng", "Head of division"),
        PostRole.DIVISION_DEPUTY: ("Phó trưởng phòng", "Deputy head of division"),
        PostRole.SPECIALIST: ("Chuyên viên", "Specialist"),
    }
)
SEXES = choices({Sex.WOMAN: ("Nữ", "Woman"), Sex.MAN: ("Nam", "Man")})
GRADES = choices(
    {
        Grade.EXCELLENT: ("Hoàn thành xuất sắc nhiệm vụ", "Excellent"),
        Grade.GOOD: ("Hoàn thành tốt nhiệm vụ", "Good"),
        Grade.COMPLETED: ("Hoàn thành nhiệm vụ", "Completed"),
        Grade.NOT_COMPLETED: ("Không hoàn thành nhiệm vụ", "Not completed"),
    }
)
RELATIONS = choices(
    {
        Relation.SPOUSE: ("Vợ hoặc chồng", "Spouse"),
        Relation.PARENT: ("Cha hoặc mẹ", "Parent"),
        Relation.CHILD: ("Con", "Child"),
        Relation.SIBLING: ("Anh, chị, em ruột", "Sibling"),
        Relation.PARENT_IN_LAW: ("Cha hoặc mẹ vợ, chồng", "Parent-in-law"),
        Relation.SIBLING_IN_LAW: ("Anh, chị, em vợ, chồng", "Sibling-in-law"),
        Relation.PARTNER: ("Người cùng góp vốn kinh doanh", "Business partner"),
    }
)
DECLARATION_STEPS = choices(
    {
        DeclarationStep.FILED: ("Đã nộp", "Filed"),
        DeclarationStep.PUBLISHED: ("Đã công khai", "Published"),
        DeclarationStep.VERIFIED: ("Đã xác minh", "Verified"),
    }
)
SECTIONS = choices(
    {
        Section.TENURES: ("Quá trình công tác", "Tenures"),
        Section.KINSHIP: ("Quan hệ gia đình", "Kinship"),
        Section.LANGUAGES: ("Ngoại ngữ", "Languages"),
        Section.RESULTS: ("Kết quả được ghi nhận", "Recognised results"),
        Section.POLITICAL_CONCLUSION: ("Kết luận về tiêu chuẩn chính trị", "Political-standards conclusion"),
        Section.DECLARATIONS: ("Kê khai tài sản, thu nhập", "Declarations"),
        Section.EVALUATION_FORM: ("Phiếu đánh giá", "Evaluation form"),
        Section.NAMES: ("Danh sách được giới thiệu", "Names put forward"),
        Section.PAPERS: ("Hồ sơ của quy trình", "Papers of the procedure"),
    }
)
