from __future__ import annotations

from datetime import date

from liem.web.life_line import Bar, Entry, Event, Mark, Span, lay_out

TODAY = date(2024, 1, 1)


def test_spans_that_overlap_get_lanes_of_their_own_and_a_lane_is_used_again() -> None:
    spans = [
        Span("A", date(2020, 1, 1), date(2022, 1, 1)),
        Span("B", date(2021, 1, 1), None),
        Span("C", date(2022, 1, 1), date(2023, 1, 1)),
    ]
    line = lay_out(spans, today=TODAY)
    assert [(bar.title, bar.y, bar.now) for bar in line.bars] == [("A", 18, False), ("B", 52, True), ("C", 18, False)]


def test_a_bar_lies_where_its_days_lie_on_the_axis() -> None:
    line = lay_out([Span("Chuyên viên", date(2020, 1, 1), date(2022, 1, 1))], today=date(2024, 1, 1))
    # 731 of 1461 days on 1110 units
    assert line.bars == (Bar("40.0", 18, "555.4", "Chuyên viên", "Chuyên viên", False),)
    assert line.years == (
        Mark("40.0", 0, "2020"),
        Mark("318.1", 0, "2021"),
        Mark("595.4", 0, "2022"),
        Mark("872.7", 0, "2023"),
        Mark("1150.0", 0, "2024"),
    )


def test_a_title_that_does_not_fit_is_cut_or_left_to_the_list() -> None:
    spans = [
        Span("Trưởng phòng Tổ chức cán bộ của sở", date(2020, 1, 1), date(2020, 9, 1)),
        Span("Phó trưởng phòng", date(2020, 9, 1), date(2020, 9, 20)),
    ]
    line = lay_out(spans, today=TODAY)
    assert [bar.shown for bar in line.bars] == ["Trưởng phòng Tổ chức c…", ""]
    assert [entry.title for entry in line.in_words] == [span.title for span in spans]


def test_an_unknown_start_begins_at_the_left() -> None:
    line = lay_out([Span("A", None, date(2023, 1, 1)), Span("B", date(2020, 5, 1), None)], today=TODAY)
    assert line.bars[0].x == "40.0"
    assert line.in_words[0] == Entry("A", "", None, date(2023, 1, 1), date(2022, 12, 31))


def test_dots_whose_labels_would_touch_go_on_rows_of_their_own() -> None:
    events = [Event("Cao cấp lý luận", date(2021, 1, 1)), Event("Tiếng Anh B2", date(2021, 2, 1))]
    line = lay_out([Span("A", date(2020, 1, 1), None)], today=TODAY, events=events)
    assert [dot.y for dot in line.dots] == [64, 86]
    assert line.height == 138


def test_days_outside_the_line_are_not_drawn() -> None:
    line = lay_out([Span("A", date(2020, 1, 1), None)], today=TODAY, boundaries=[Event("01/07/2025", date(2025, 7, 1))])
    assert line.boundaries == ()


def test_nobody_has_a_line_without_length() -> None:
    line = lay_out([], today=TODAY)
    assert (line.bars, line.in_words, [year.label for year in line.years]) == ((), (), ["2024"])


def test_stays_and_happenings_keep_their_kind_and_stand_in_words_the_newest_first() -> None:
    events = [
        Event("2021: tốt", date(2021, 12, 31), "evaluation", "Sở A"),
        Event("khiển trách", date(2022, 6, 1), "discipline"),
    ]
    spans = [Span("A", date(2020, 1, 1), None), Span("Nhật Bản", date(2020, 5, 1), date(2020, 9, 1), "học tập", "stay")]
    line = lay_out(spans, today=TODAY, events=events)
    assert [(bar.title, bar.y, bar.kind) for bar in line.bars] == [("A", 18, ""), ("Nhật Bản", 52, "stay")]
    assert [(dot.label, dot.kind) for dot in line.dots] == [("2021: tốt", "evaluation"), ("khiển trách", "discipline")]
    assert line.events_in_words == (events[1], events[0])


def test_a_label_that_would_run_over_the_edge_ends_at_its_dot() -> None:
    events = [Event("cao cấp lý luận chính trị", date(2023, 11, 1)), Event("Tiếng Anh", date(2020, 3, 1))]
    line = lay_out([Span("A", date(2020, 1, 1), None)], today=TODAY, events=events)
    assert [(dot.label, dot.anchor, dot.y) for dot in line.dots] == [
        ("Tiếng Anh", "start", 64),
        ("cao cấp lý luận chính trị", "end", 64),
    ]


def test_the_words_of_a_boundary_have_a_row_of_their_own_below_the_dots() -> None:
    boundary = [Event("01/07/2022", date(2022, 7, 1))]
    line = lay_out(
        [Span("A", date(2020, 1, 1), None)],
        today=TODAY,
        events=[Event("Tiếng Anh", date(2022, 6, 1))],
        boundaries=boundary,
    )
    assert ([dot.y for dot in line.dots], [mark.y for mark in line.boundaries]) == ([64], [94])
