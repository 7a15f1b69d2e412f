package dates

import "strconv"

// dayPartCodes are what TIMEX3 values add to a day for a part of it.
var dayPartCodes = [...]string{
	dayMorning: "TMO", dayAfternoon: "TAF", dayEvening: "TEV", dayNight: "TNI",
	dayMidday: "T12:00", dayMidnight: "T24:00", dayDawn: "TMO",
}

// text gives the value of a reading with its hour or part of a day.
func (rd *reading) text() string {
	if rd.value != "" {
		return rd.value
	}
	value := rd.point.value()
	if rd.grain != grainDay {
		return value
	}
	if rd.clock.said {
		b := append([]byte(value), 'T')
		b = appendPadded(b, rd.clock.hour, 2)
		b = append(b, ':')
		return string(appendPadded(b, rd.clock.minute, 2))
	}
	return value + dayPartCodes[rd.dayPart]
}

// unitCodes are the letters of units in TIMEX3 durations.
var unitCodes = [...]string{
	grainSecond: "S", grainMinute: "M", grainHour: "H", grainDay: "D", grainWeekend: "WE", grainWeek: "W",
	grainFortnight: "W", grainMonth: "M", grainQuarter: "Q", grainSeason: "M", grainHalf: "M",
	grainYear: "Y", grainDecade: "Y", grainCentury: "Y",
}

// perUnit is how many of the named units one unit is.
var perUnit = [...]int{grainFortnight: 2, grainSeason: 3, grainHalf: 6, grainDecade: 10, grainCentury: 100}

// length gives the TIMEX3 value of a duration.
func (f *finding) length() string {
	b := make([]byte, 0, 12)
	b = append(b, 'P')
	if f.grain < grainDay {
		b = append(b, 'T')
	}
	code := unitCodes[f.grain]
	if f.number == unknownNumber {
		if f.grain == grainDecade || f.grain == grainCentury {
			code = string("EC"[f.grain-grainDecade])
		}
		return string(append(append(b, 'X'), code...))
	}
	n := f.number
	if int(f.grain) < len(perUnit) && perUnit[f.grain] > 0 {
		n *= perUnit[f.grain]
	}
	b = append(strconv.AppendInt(b, int64(n), 10), code...)
	if f.half {
		b = append(b, halves[f.grain]...)
	}
	return string(b)
}

// halves is half a unit in the next smaller ones.
var halves = [grainCentury + 1]string{
	grainMinute: "30S", grainHour: "30M", grainDay: "T12H", grainWeek: "3D", grainMonth: "15D", grainYear: "6M",
}
