package source

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// legacy is an encoding of the time before UTF-8 with characters that are frequent in texts of its language, among them those
// of claims ("the said", "claim", "comprising"), and the share of the letters beyond ASCII that they make up in running text,
// roughly and on the low side, in a hundred. Read in a wrong encoding a text has hardly more of them than chance gives.
type legacy struct {
	name     string
	frequent string
	share    int
}

// guessed are the encodings that guess tells apart.
var guessed = []legacy{
	{"shift_jis", japanese, 45},
	{"euc-jp", japanese, 45},
	{"gb18030", "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所述其特征根据权利求装置包括用于设第与或该至少及连接电件明本实施例", 25},
	{"big5", "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所述其特徵根據請專利範圍項裝置包括含設第與或該至少及連接電件明本實施例", 25},
	{"euc-kr", "이다는의에을를가고하로지한은기사도리자어스시그수등포함상제항있청구어서특징으로인부장치및와과된되여것해일", 35},
	{"windows-1251", cyrillic, 60},
	{"koi8-r", cyrillic, 60},
	{"iso-8859-5", cyrillic, 60},
	{"ibm866", cyrillic, 60},
	{"windows-1253", "αοιετσνηυρπκμλςάίόέ", 80},
	{"windows-1255", "יוהלאתמרבשנ", 70},
	{"windows-1256", "اليمنوترهبعد", 65},
	{"windows-874", "านรอกเงมยลวดทส่้ัี", 60},
}

const (
	japanese = "のにはをたがでてとしれさあるいものするからなこきっまえつそけりよくだめんインスルトクラリドアシフレタロー、。前記請求項記載特徴有部方法装置又少一第二"
	cyrillic = "оеаинтсрвлкмдп"
)

// guess returns the encoding in which the bytes beyond ASCII make the most sense as the words of a language; windows-1252, as
// browsers do, where that is none. It looks at the first 64 kB that have such bytes.
func guess(data []byte) string {
	sample := beyondASCII(data)
	best, bestScore := "windows-1252", max(western(sample), leastScore)
	for _, g := range guessed {
		if score := g.score(sample); score > bestScore {
			best, bestScore = g.name, score
		}
	}
	return best
}

// leastScore is what another encoding than windows-1252 must have: below it the bytes are words of none of the languages.
const leastScore = 40

// sampleSize is how much of a file is looked at; more does not change what it is.
const sampleSize = 1 << 16

// beyondASCII gathers the lines of data that have bytes beyond ASCII, up to sampleSize.
func beyondASCII(data []byte) []byte {
	var out []byte
	for len(data) > 0 && len(out) < sampleSize {
		line := data
		if i := bytes.IndexByte(data, '\n'); i >= 0 {
			line = data[:i+1]
		}
		data = data[len(line):]
		if len(line) > sampleSize { // one long line: from its first such byte on
			at := bytes.IndexFunc(line, func(r rune) bool { return r >= utf8.RuneSelf })
			line = line[max(at, 0):]
			line = line[:min(len(line), sampleSize)]
		}
		if bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
			out = append(out, line...)
		}
	}
	return out
}

// score is the share of frequent characters in the sample read in this encoding, in hundredths of what is usual; 0 where the
// bytes are not of the encoding, but for one that the end of the sample cut and one fault in a thousand.
func (g legacy) score(sample []byte) int {
	enc, _ := charset.Lookup(g.name)
	text, err := enc.NewDecoder().Bytes(sample)
	if err != nil {
		return 0
	}
	common := map[rune]bool{}
	for _, r := range g.frequent {
		common[r] = true
	}
	all, frequent, bad, mixed := 0, 0, 0, 0
	pending := false // the last character is a frequent one that stands behind ASCII: it counts if another follows
	before := rune(0)
	last := rune(0)
	for _, r := range string(text) {
		if isASCIILetter(r) && last >= utf8.RuneSelf && unicode.IsLetter(last) || isASCIILetter(last) && r >= utf8.RuneSelf && unicode.IsLetter(r) {
			mixed++
		}
		last = r
		switch {
		case r < utf8.RuneSelf:
		case r == unicode.ReplacementChar || r < 0xa0 || unicode.Is(unicode.Co, r):
			bad++
		case r >= 0x2500 && r < 0x25a0: // the lines and blocks of old screens, which stand in no text
			bad++
		case !unicode.IsLetter(r) && !common[r]: // marks are the same in many encodings
		default:
			all++
			if pending {
				frequent++
			}
			if pending = false; common[r] {
				if before >= utf8.RuneSelf {
					frequent++
				} else {
					pending = true
				}
			}
			before = r
			continue
		}
		pending, before = false, r
	}
	if all == 0 || bad > 1+all/1000 || bad*3 > all || mixed*2 > all { // words of these languages have no Latin letters in them
		return 0
	}
	return frequent * 100 * 100 / all / g.share
}

// western is the same for windows-1252: there characters beyond ASCII stand alone among ASCII letters, or are quotes and dashes.
func western(sample []byte) int {
	enc, _ := charset.Lookup("windows-1252")
	text, err := enc.NewDecoder().Bytes(sample)
	if err != nil {
		return 0
	}
	runes := []rune(string(text))
	all, usual := 0, 0
	latin := func(at int) bool { return at >= 0 && at < len(runes) && isASCIILetter(runes[at]) }
	for i, r := range runes {
		if r < utf8.RuneSelf {
			continue
		}
		all++
		switch {
		case strings.ContainsRune("“”‘’–—…•€™§©®°±²³µ·¹º½¼¾×\u00a0«»¿¡", r):
			if i == 0 || i == len(runes)-1 || runes[i-1] < utf8.RuneSelf && runes[i+1] < utf8.RuneSelf {
				usual++
			}
		case unicode.IsLetter(r) && (latin(i-1) || latin(i+1)):
			usual++
		}
	}
	if all == 0 {
		return 100
	}
	return usual * 100 / all
}

func isASCIILetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }
