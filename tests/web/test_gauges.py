from __future__ import annotations

from liem.web.gauges import Gauge, gauge


def test_a_band_with_floor_and_upper_end() -> None:
    assert gauge(low=0.08, high=0.13, floor=0.1, upper=0.15, full=0.4) == Gauge("20.00", "12.50", "25.00", "37.50")


def test_a_certain_value_has_no_perhaps_and_a_missing_floor_no_tick() -> None:
    assert gauge(low=0.5, high=0.5, floor=None, upper=None, full=1) == Gauge("50.00", "", "", "")


def test_lengths_stay_inside_the_bar() -> None:
    assert gauge(low=-1, high=7, floor=9, upper=None, full=2) == Gauge("0.00", "100.00", "100.00", "")


def test_nothing_measured() -> None:
    assert gauge(low=None, high=None, floor=1, upper=None, full=2) == Gauge("0.00", "", "50.00", "")
