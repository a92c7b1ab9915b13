package source

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// Invented claims, as an applicant might write them.
const (
	inJapanese = "【請求項１】\n基台と、前記基台に取り付けられた電球とを備えるランプであって、前記電球が赤色であることを特徴とするランプ。\n【請求項２】\n前記基台がスイッチを有する請求項１に記載のランプ。\n"
	inChinese  = "1. 一种灯，其特征在于，包括底座和安装在所述底座上的灯泡，所述灯泡为红色。\n2. 根据权利要求1所述的灯，其中所述底座设有用于接通所述灯泡的开关。\n"
	inTaiwan   = "1. 一種燈具，包括底座及安裝於該底座上的燈泡，其中該燈泡為紅色。\n2. 根據申請專利範圍第1項所述的燈具，其中該底座設有用於接通該燈泡的開關。\n"
	inKorean   = "청구항 1. 받침대와, 상기 받침대에 장착되는 전구를 포함하는 램프로서, 상기 전구는 적색인 것을 특징으로 하는 램프.\n청구항 2. 제1항에 있어서, 상기 받침대는 스위치를 포함하는 램프.\n"
	inRussian  = "1. Лампа, содержащая основание и колбу, установленную на основании, отличающаяся тем, что колба имеет красный цвет.\n2. Лампа по п. 1, в которой основание снабжено выключателем.\n"
	inGreek    = "1. Λαμπτήρας που περιλαμβάνει μια βάση και μια λυχνία τοποθετημένη στη βάση, όπου η λυχνία είναι κόκκινη.\n2. Λαμπτήρας σύμφωνα με την αξίωση 1, όπου η βάση έχει διακόπτη.\n"
	inHebrew   = "1. מנורה הכוללת בסיס ונורה המותקנת על הבסיס, כאשר הנורה אדומה.\n2. המנורה לפי תביעה 1, כאשר לבסיס יש מתג.\n"
	inArabic   = "1. مصباح يشتمل على قاعدة ومصباح كهربائي مركب على القاعدة، حيث يكون المصباح أحمر اللون.\n2. المصباح وفقا لعنصر الحماية 1، حيث تشتمل القاعدة على مفتاح.\n"
	inThai     = "1. โคมไฟประกอบด้วยฐานและหลอดไฟที่ติดตั้งบนฐาน โดยที่หลอดไฟเป็นสีแดง\n"
	inGerman   = "1. Lampe mit einem Sockel und einem darüber angeordneten Glühkörper, dadurch gekennzeichnet, daß der Glühkörper rötlich ist.\n2. Lampe nach Anspruch 1 für Räume.\n"
	inFrench   = "1. Lampe comprenant un socle et une ampoule montée à l’extrémité dudit socle, caractérisée en ce que l’ampoule est teintée.\n"
	inSpanish  = "1. Lámpara que comprende una base y una bombilla, según la invención, con señal de tamaño pequeño.\n"
	inEnglish  = "1. A lamp with a “smart” bulb – at 20 °C ± 5 °C – whose base is 5 µm thick.\n"
)

func encode(t *testing.T, label, text string) []byte {
	t.Helper()
	enc, _ := charset.Lookup(label)
	if enc == nil {
		t.Fatalf("no encoding %s", label)
	}
	out, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", label, err)
	}
	return out
}

func TestToUTF8Guess(t *testing.T) {
	for _, c := range []struct{ label, text string }{
		{"shift_jis", inJapanese},
		{"euc-jp", inJapanese},
		{"iso-2022-jp", inJapanese},
		{"gb18030", inChinese},
		{"gbk", inChinese},
		{"big5", inTaiwan},
		{"euc-kr", inKorean},
		{"windows-1251", inRussian},
		{"koi8-r", inRussian},
		{"iso-8859-5", inRussian},
		{"ibm866", inRussian},
		{"windows-1253", inGreek},
		{"windows-1255", inHebrew},
		{"windows-1256", inArabic},
		{"windows-874", inThai},
		{"windows-1252", inGerman},
		{"windows-1252", inFrench},
		{"windows-1252", inSpanish},
		{"windows-1252", inEnglish},
	} {
		for _, text := range []string{c.text, strings.Repeat("An English note goes before the claims.\n", 50) + c.text, strings.Repeat(c.text, 2000)} {
			got, note, err := toUTF8(encode(t, c.label, text))
			if err != nil || string(got) != text {
				t.Errorf("%s: %v, %s: read %.120q", c.label, err, note, got)
				continue
			}
			if note == "" {
				t.Errorf("%s: the guess is not said", c.label)
			}
		}
	}
}

func TestToUTF8Certain(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
		want string
		note string
	}{
		{"UTF-8", []byte(inGerman), inGerman, ""},
		{"UTF-8 with a mark", []byte("\xef\xbb\xbf" + inGerman), inGerman, ""},
		{"UTF-16LE with a mark", wideBytes(inJapanese, 2, binary.LittleEndian, true), inJapanese, ""},
		{"UTF-16BE with a mark", wideBytes(inGerman, 2, binary.BigEndian, true), inGerman, ""},
		{"UTF-32LE with a mark", wideBytes(inGerman, 4, binary.LittleEndian, true), inGerman, ""},
		{"UTF-32BE with a mark", wideBytes(inRussian, 4, binary.BigEndian, true), inRussian, ""},
		{"UTF-16LE", wideBytes(inGerman, 2, binary.LittleEndian, false), inGerman, "UTF-16"},
		{"UTF-16BE", wideBytes(inRussian, 2, binary.BigEndian, false), inRussian, "UTF-16"},
		{"UTF-16LE, Japanese", wideBytes("1. "+inJapanese, 2, binary.LittleEndian, false), "1. " + inJapanese, "UTF-16"},
		{"UTF-16BE, beyond the plane", wideBytes("1. A 𝛼 lamp.", 2, binary.BigEndian, false), "1. A 𝛼 lamp.", "UTF-16"},
		{"UTF-32LE", wideBytes(inChinese, 4, binary.LittleEndian, false), inChinese, "UTF-32"},
		{"XML that states it", append([]byte("<?xml version='1.0' encoding='koi8-r'?>\n"), encode(t, "koi8-r", "<p>Ю</p>")...), "<?xml version='1.0' encoding='koi8-r'?>\n<p>Ю</p>", ""},
		{"HTML that states it", append([]byte("<html><meta charset=shift_jis>"), encode(t, "shift_jis", "灯")...), "<html><meta charset=shift_jis>灯", ""},
		{"UTF-8 cut in a character", []byte("1. A lamp of 5 µm and 3 \xc2"), "1. A lamp of 5 µm and 3 \uFFFD", "UTF-8"},
		{"UTF-8 with a few stray bytes", []byte("1. A “lid” of 5 µm – steel.\n2. The lid of claim 1, wherein \xff\xfe\x80 it is.\n"), "1. A “lid” of 5 µm – steel.\n2. The lid of claim 1, wherein \uFFFD it is.\n", "1 place that is no UTF-8"},
		{"a few words of Chinese in English", encode(t, "big5", "1. A lamp (燈具) with a base of 鋼鐵材料.\n2. The lamp of claim 1, which is 圓形的.\n"), "1. A lamp (燈具) with a base of 鋼鐵材料.\n2. The lamp of claim 1, which is 圓形的.\n", "big5"},
		{"Polish is no Arabic", []byte("1. \xafar\xf3wka na p\xb3ycie, z \xb3\xf3\xbfkiem.\n"), "1. ¯arówka na p³ycie, z ³ó¿kiem.\n", "windows-1252"},
		{"a meta element in a text is no declaration", []byte("The tag <meta charset=koi8-r> says \x93this\x94."), "The tag <meta charset=koi8-r> says “this”.", "windows-1252"},
		{"two quotes", []byte("1. A device \x93lid\x94."), "1. A device “lid”.", "windows-1252"},
	} {
		got, note, err := toUTF8(c.data)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %v: read %q, want %q", c.name, err, got, c.want)
		}
		if (note == "") != (c.note == "") || !strings.Contains(note, c.note) {
			t.Errorf("%s: note %q, want one with %q", c.name, note, c.note)
		}
	}
}

func TestToUTF8Errors(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"empty", " \n", "empty"},
		{"zero", "abc\x00def", "a zero byte at offset 3"},
		{"zero, even length", "abc\x00defg", "a zero byte at offset 3"},
		{"zeros in text", strings.Repeat("field one\x00field two\x00", 20), "a zero byte at offset 9"},
		{"control", strings.Repeat("\x01\x02a", 100), "control characters"},
		{"program", "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00\x01\x00\x00\x00", "binary"},
		{"numbers", strings.Repeat("\x01\x00\x00\x00\x02\x00\x00\x00", 20), "binary"},
	} {
		if got, _, err := toUTF8([]byte(c.data)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, %q; want %q", c.name, err, got, c.want)
		}
	}
}

func wideBytes(text string, width int, order binary.AppendByteOrder, mark bool) []byte {
	if mark {
		text = "\uFEFF" + text
	}
	var out []byte
	for _, r := range text {
		if width == 4 {
			out = order.AppendUint32(out, uint32(r))
			continue
		}
		for _, u := range utf16.Encode([]rune{r}) {
			out = order.AppendUint16(out, u)
		}
	}
	return out
}

func FuzzToUTF8(f *testing.F) {
	f.Add([]byte(inGerman))
	f.Add([]byte("\xff\xfe1\x00\x00\xd8"))
	f.Add([]byte("\x93\x6c\x94\x82\xa0\xb0\xa1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, _, err := toUTF8(data)
		if err == nil && !utf8.Valid(text) {
			t.Fatalf("%q: not valid: %q", data, text)
		}
		if len(text) > 4*len(data)+8 || bytes.Count(data, nil) == 0 {
			t.Fatalf("%d bytes of %d", len(text), len(data))
		}
	})
}
