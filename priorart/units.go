package priorart

import (
	"strconv"
	"strings"

	"claimchart/claims/lazyregexp"
)

// unit is a unit of measure: what it measures, and how a value in it is turned into the base unit.
type unit struct {
	dim   string
	scale float64
	shift float64
}

// units are those of the SI and the customary ones of technical texts; the base unit of each dimension has scale 1. Letter case counts
// where two units differ by it alone ("mW", "MW").
var units = func() map[string]unit {
	m := map[string]unit{}
	for dim, list := range map[string]string{
		"length":   "m=1 meter=1 metre=1 nm=1e-9 nanometer=1e-9 nanometre=1e-9 µm=1e-6 μm=1e-6 um=1e-6 micron=1e-6 micrometer=1e-6 micrometre=1e-6 mm=1e-3 millimeter=1e-3 millimetre=1e-3 cm=1e-2 centimeter=1e-2 centimetre=1e-2 dm=0.1 km=1e3 kilometer=1e3 kilometre=1e3 inch=0.0254 foot=0.3048 feet=0.3048 ft=0.3048 yard=0.9144 mile=1609.344 Å=1e-10 angstrom=1e-10",
		"mass":     "g=1 gram=1 gramme=1 kg=1e3 kilogram=1e3 kilogramme=1e3 mg=1e-3 milligram=1e-3 µg=1e-6 μg=1e-6 microgram=1e-6 ng=1e-9 t=1e6 tonne=1e6 ton=1e6 lb=453.59237 pound=453.59237 oz=28.349523125 ounce=28.349523125",
		"time":     "s=1 sec=1 second=1 ms=1e-3 millisecond=1e-3 µs=1e-6 μs=1e-6 us=1e-6 microsecond=1e-6 ns=1e-9 nanosecond=1e-9 min=60 minute=60 h=3600 hr=3600 hour=3600 day=86400 week=604800 month=2629746 year=31556952",
		"percent":  "%=1 percent=1 percentage=1 wt%=1 vol%=1 mol%=1 ppm=1e-4 ppb=1e-7",
		"pressure": "Pa=1 pascal=1 hPa=100 kPa=1e3 MPa=1e6 GPa=1e9 bar=1e5 mbar=100 millibar=100 atm=101325 psi=6894.757 torr=133.322",
		"voltage":  "V=1 volt=1 mV=1e-3 millivolt=1e-3 kV=1e3 kilovolt=1e3", "current": "A=1 amp=1 ampere=1 mA=1e-3 milliampere=1e-3 µA=1e-6 μA=1e-6",
		"power": "W=1 watt=1 mW=1e-3 milliwatt=1e-3 kW=1e3 kilowatt=1e3 MW=1e6 megawatt=1e6", "energy": "J=1 joule=1 mJ=1e-3 kJ=1e3 MJ=1e6 Wh=3600 kWh=3.6e6 eV=1.602e-19",
		"frequency": "Hz=1 hertz=1 kHz=1e3 kilohertz=1e3 MHz=1e6 megahertz=1e6 GHz=1e9 gigahertz=1e9", "force": "N=1 newton=1 kN=1e3 mN=1e-3",
		"torque": "Nm=1 N·m=1", "volume": "l=1 L=1 liter=1 litre=1 ml=1e-3 mL=1e-3 milliliter=1e-3 millilitre=1e-3 µl=1e-6 μl=1e-6 µL=1e-6 μL=1e-6 cl=1e-2 dl=0.1 gallon=3.785",
		"data":   "bit=0.125 byte=1 kB=1e3 KB=1e3 kilobyte=1e3 MB=1e6 megabyte=1e6 GB=1e9 gigabyte=1e9 TB=1e12 terabyte=1e12 kilobit=125 megabit=125000 gigabit=1.25e8 KiB=1024 MiB=1048576 GiB=1073741824",
		"amount": "mol=1 mole=1 mmol=1e-3 millimole=1e-3", "molar": "M=1 mM=1e-3 µM=1e-6 μM=1e-6 nM=1e-9", "resistance": "Ω=1 ohm=1 kΩ=1e3 MΩ=1e6",
		"speed of turning": "rpm=1", "viscosity": "mPas=1 cP=1", "loudness": "dB=1 decibel=1 dBm=1",
	} {
		for _, f := range strings.Fields(list) {
			name, scale, _ := strings.Cut(f, "=")
			x, _ := strconv.ParseFloat(scale, 64)
			m[name] = unit{dim: dim, scale: x}
		}
	}
	for name, u := range map[string]unit{"°C": {"temperature", 1, 0}, "℃": {"temperature", 1, 0}, "celsius": {"temperature", 1, 0}, "centigrade": {"temperature", 1, 0}, "K": {"temperature", 1, -273.15}, "kelvin": {"temperature", 1, -273.15},
		"°F": {"temperature", 5.0 / 9, -160.0 / 9}, "fahrenheit": {"temperature", 5.0 / 9, -160.0 / 9}, "°": {"angle", 1, 0}, "degree": {"angle", 1, 0}} {
		m[name] = u
	}
	return m
}()

// perBehind leads from a unit to the one that it is per behind what is measured: "1 gram of salt per litre".
var perBehind = lazyregexp.New(`^\s+of(?:\s+[\pL-]+){1,4}\s+per\b`)

type unitRead struct {
	unit
	found bool
	end   int
}

// unitAt reads the unit behind a number, with the one that it is per: "m/s", "grams per litre".
func unitAt(text string, at int) unitRead {
	u := simpleUnit(text, at)
	m := ""
	if u.found {
		m = byUnit.FindString(text[u.end:min(len(text), u.end+10)])
	}
	if m == "" && u.found && u.shift == 0 {
		if w := perBehind.FindString(text[u.end:min(len(text), u.end+80)]); w != "" {
			if per := simpleUnit(text, u.end+len(w)); per.found && per.shift == 0 { // the words between say what is measured, and are words of the text
				return unitRead{unit{dim: u.dim + "/" + per.dim, scale: u.scale / per.scale}, true, u.end}
			}
		}
	}
	if m == "" || u.shift != 0 {
		return u
	}
	if per := simpleUnit(text, u.end+len(m)); per.found && per.shift == 0 {
		return unitRead{unit{dim: u.dim + "/" + per.dim, scale: u.scale / per.scale}, true, per.end}
	}
	return u
}

// simpleUnit reads one unit, square and cubic ones included.
func simpleUnit(text string, at int) unitRead {
	rest := text[at:min(len(text), at+40)]
	trimmed := strings.TrimLeft(rest, " -")
	from := at + len(rest) - len(trimmed)
	none := unitRead{end: at}
	if m := degreeScale.FindString(trimmed); m != "" {
		name := "celsius"
		if strings.HasSuffix(m, "F") || strings.HasSuffix(strings.ToLower(m), "fahrenheit") {
			name = "fahrenheit"
		}
		return unitRead{units[name], true, from + len(m)}
	}
	if m := shareOf.FindString(trimmed); m != "" {
		return unitRead{units["%"], true, from + len(m)}
	}
	for _, sign := range []string{"℃", "%", "°"} {
		if strings.HasPrefix(trimmed, sign) {
			return unitRead{units[sign], true, from + len(sign)}
		}
	}
	power := 1
	if m := areaWord.FindString(trimmed); m != "" {
		power = map[string]int{"square": 2, "cubic": 3}[strings.ToLower(strings.TrimSpace(m))]
		trimmed = trimmed[len(m):]
		from += len(m)
	}
	end := 0
	for end < len(trimmed) && (trimmed[end] >= 'A' && trimmed[end] <= 'Z' || trimmed[end] >= 'a' && trimmed[end] <= 'z' || trimmed[end] >= 0x80) {
		end++
	}
	word := trimmed[:end]
	for sign, n := range map[string]int{"²": 2, "³": 3} {
		if w, ok := strings.CutSuffix(word, sign); ok {
			word, power = w, n
		}
	}
	if power == 1 && (strings.HasPrefix(trimmed[end:], "2") || strings.HasPrefix(trimmed[end:], "3")) { // "mm2"
		if rest := trimmed[end+1:]; rest == "" || strings.ContainsRune(" .,;)/", rune(rest[0])) {
			power = int(trimmed[end] - '0')
			end++
		}
	}
	if word == "" {
		return none
	}
	if strings.HasPrefix(trimmed[end:], "%") { // wt%, vol%
		return unitRead{units["%"], true, from + end + 1}
	}
	lower := strings.ToLower(word)
	for _, name := range []string{word, strings.TrimSuffix(word, "s"), lower, strings.TrimSuffix(lower, "s"), strings.TrimSuffix(lower, "es")} {
		if name == "second" && lower == "second" && ordinal(text, at, from+end) {
			return none
		}
		if u, ok := units[name]; ok && name != "" && (len(name) > 1 || name == word) {
			read := unitRead{u, true, from + end}
			if power > 1 {
				if u.dim != "length" {
					return none
				}
				read.unit = unit{dim: "area", scale: u.scale * u.scale}
				if power == 3 {
					read.unit = unit{dim: "volume", scale: u.scale * u.scale * u.scale * 1e3}
				}
			}
			return read
		}
	}
	return none
}
