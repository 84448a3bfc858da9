"""The words of the record's closed lists as they stand in a roster. They are part of the file format, so that files
filled in today can be read tomorrow whatever the pages then say."""

from __future__ import annotations

from collections.abc import Mapping

from liem.kernel.errors import Message
from liem.record.choices import (
    Assessor,
    BodyKind,
    DeclarationStep,
    DisciplineForm,
    DisciplineSide,
    Grade,
    HeadcountKind,
    IdentifierKind,
    Level,
    PlaceRule,
    PostRole,
    QualificationKind,
    QualificationLevel,
    RecruitmentWay,
    Relation,
    ReorganisationKind,
    Section,
    Sex,
    StayPurpose,
    TalentSource,
    TenureKind,
)
from liem.record.importing.sheets import Choice
from liem.record.kin_terms import TERMS


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
        Relation.CHILD_IN_LAW: ("Con dâu hoặc con rể", "Child-in-law"),
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
        Section.DISCIPLINE: ("Kỷ luật", "Discipline"),
        Section.EXCEPTIONS: ("Trường hợp ngoại lệ được cấp trên đồng ý", "Exceptions agreed by a superior"),
        Section.QUALIFICATIONS: ("Trình độ, văn bằng", "Qualifications"),
        Section.SUCCESSION: ("Quy hoạch", "Succession"),
        Section.TRAININGS: ("Đào tạo, bồi dưỡng", "Trainings"),
        Section.RESIDENCES: ("Nơi cư trú", "Residences"),
    }
)
KIN_TERMS = tuple(Choice(term.key, term.words) for term in TERMS)
REORGANISATION_KINDS = choices(
    {
        ReorganisationKind.MERGE: ("Hợp nhất, sáp nhập", "Merger"),
        ReorganisationKind.SPLIT: ("Chia, tách", "Split"),
        ReorganisationKind.RENAME: ("Đổi tên", "Renaming"),
        ReorganisationKind.CLOSE: ("Kết thúc hoạt động", "Closure"),
    }
)
HEADCOUNT_KINDS = choices(
    {
        HeadcountKind.OFFICIALS: ("Cán bộ, công chức", "Officials and civil servants"),
        HeadcountKind.EMPLOYEES: ("Viên chức", "Public employees"),
    }
)
PLACE_RULES = choices(
    {
        PlaceRule.NOT_LOCAL: ("Không là người địa phương", "Not from that place"),
        PlaceRule.ANY: ("Không quy định", "From anywhere"),
    }
)
TENURE_KINDS = choices(
    {
        TenureKind.APPOINTMENT: ("Bổ nhiệm", "Appointment"),
        TenureKind.ELECTION: ("Bầu cử", "Election"),
        TenureKind.ROTATION: ("Luân chuyển", "Rotation"),
        TenureKind.REASSIGNMENT: ("Điều động", "Reassignment"),
        TenureKind.PERIODIC_TRANSFER: ("Chuyển đổi vị trí công tác", "Periodic transfer"),
        TenureKind.SECONDMENT: ("Biệt phái", "Secondment"),
        TenureKind.ACTING: ("Giao quyền, phụ trách", "Acting"),
    }
)
IDENTIFIER_KINDS = choices(
    {
        IdentifierKind.PERSONAL_NUMBER: ("Số định danh cá nhân", "Personal identification number"),
        IdentifierKind.PARTY_CARD: ("Số thẻ đảng viên", "Party card"),
        IdentifierKind.OFFICER_NUMBER: ("Số hiệu cán bộ, công chức", "Officer's number"),
    }
)
QUALIFICATION_KINDS = choices(
    {
        QualificationKind.DEGREE: ("Chuyên môn", "Degree"),
        QualificationKind.POLITICAL_THEORY: ("Lý luận chính trị", "Political theory"),
        QualificationKind.STATE_MANAGEMENT: ("Quản lý nhà nước", "State management"),
        QualificationKind.LAW: ("Pháp luật", "Law"),
        QualificationKind.LANGUAGE: ("Ngoại ngữ", "Foreign language"),
        QualificationKind.COMPUTING: ("Tin học", "Computing"),
    }
)
QUALIFICATION_LEVELS = choices(
    {
        QualificationLevel.COURSE: ("Bồi dưỡng", "Short course"),
        QualificationLevel.VOCATIONAL: ("Trung cấp", "Vocational school"),
        QualificationLevel.COLLEGE: ("Cao đẳng", "College"),
        QualificationLevel.UNIVERSITY: ("Đại học", "University"),
        QualificationLevel.MASTER: ("Thạc sĩ", "Master"),
        QualificationLevel.DOCTOR: ("Tiến sĩ", "Doctor"),
        QualificationLevel.ELEMENTARY_THEORY: ("Sơ cấp lý luận chính trị", "Elementary political theory"),
        QualificationLevel.INTERMEDIATE_THEORY: ("Trung cấp lý luận chính trị", "Intermediate political theory"),
        QualificationLevel.ADVANCED_THEORY: ("Cao cấp lý luận chính trị", "Advanced political theory"),
        QualificationLevel.THEORY_DEGREE: ("Cử nhân chính trị", "Degree in political theory"),
        QualificationLevel.OFFICER_GRADE: ("Ngạch cán sự", "Officer grade"),
        QualificationLevel.SPECIALIST_GRADE: ("Ngạch chuyên viên", "Specialist grade"),
        QualificationLevel.PRINCIPAL_GRADE: ("Ngạch chuyên viên chính", "Principal specialist grade"),
        QualificationLevel.SENIOR_GRADE: ("Ngạch chuyên viên cao cấp", "Senior specialist grade"),
        QualificationLevel.A1: ("Ngoại ngữ bậc 1 (A1)", "A1"),
        QualificationLevel.A2: ("Ngoại ngữ bậc 2 (A2)", "A2"),
        QualificationLevel.B1: ("Ngoại ngữ bậc 3 (B1)", "B1"),
        QualificationLevel.B2: ("Ngoại ngữ bậc 4 (B2)", "B2"),
        QualificationLevel.C1: ("Ngoại ngữ bậc 5 (C1)", "C1"),
        QualificationLevel.C2: ("Ngoại ngữ bậc 6 (C2)", "C2"),
        QualificationLevel.BASIC_COMPUTING: ("Tin học cơ bản", "Basic computing"),
        QualificationLevel.ADVANCED_COMPUTING: ("Tin học nâng cao", "Advanced computing"),
    }
)
ASSESSORS = choices(
    {
        Assessor.SELF: ("Cá nhân tự đánh giá", "The official"),
        Assessor.COLLECTIVE: ("Tập thể", "The collective"),
        Assessor.HEAD: ("Người đứng đầu", "The head"),
        Assessor.SUBORDINATES: ("Cấp dưới", "Subordinates"),
        Assessor.OTHER_BODY: ("Cơ quan khác", "Another body"),
        Assessor.AUTHORITY: ("Cấp có thẩm quyền", "The competent authority"),
    }
)
DISCIPLINE_SIDES = choices(
    {
        DisciplineSide.PARTY: ("Kỷ luật đảng", "Party discipline"),
        DisciplineSide.STATE: ("Kỷ luật hành chính", "State discipline"),
    }
)
DISCIPLINE_FORMS = choices(
    {
        DisciplineForm.REPRIMAND: ("Khiển trách", "Reprimand"),
        DisciplineForm.WARNING: ("Cảnh cáo", "Warning"),
        DisciplineForm.PAY_REDUCTION: ("Hạ bậc lương", "Pay reduction"),
        DisciplineForm.DEMOTION: ("Giáng chức", "Demotion"),
        DisciplineForm.REMOVAL: ("Cách chức", "Removal from post"),
        DisciplineForm.RECALL: ("Bãi nhiệm", "Recall from elected office"),
        DisciplineForm.DISMISSAL: ("Buộc thôi việc", "Dismissal from service"),
        DisciplineForm.EXPULSION: ("Khai trừ", "Expulsion from the Party"),
    }
)
STAY_PURPOSES = choices({StayPurpose.WORK: ("Công tác", "Work"), StayPurpose.STUDY: ("Học tập", "Study")})
RECRUITMENT_WAYS = choices(
    {
        RecruitmentWay.EXAMINATION: ("Thi tuyển", "Examination"),
        RecruitmentWay.SELECTION: ("Xét tuyển", "Selection"),
        RecruitmentWay.RECEPTION: ("Tiếp nhận không qua thi", "Reception without examination"),
    }
)
TALENT_SOURCES = choices(
    {
        TalentSource.EXCELLENT_GRADUATE: ("Sinh viên tốt nghiệp xuất sắc", "Excellent graduate"),
        TalentSource.YOUNG_SCIENTIST: ("Cán bộ khoa học trẻ", "Young scientist"),
        TalentSource.COMMUNE_OFFICIAL: ("Cán bộ cấp xã có năng lực nổi trội", "Outstanding official of a commune"),
    }
)
