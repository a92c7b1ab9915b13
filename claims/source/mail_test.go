package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// letter joins lines as mail has them.
func letter(lines ...string) string { return strings.Join(lines, "\r\n") + "\r\n" }

func TestReadMail(t *testing.T) {
	for _, c := range []struct {
		name, data, title, text string
		notes                   []string
	}{
		{
			"plain, with an encoded subject and windows-1252",
			letter("From: Ann <ann@example.com>", "Subject: =?utf-8?Q?Claims_f=C3=BCr_you?=", "Content-Type: text/plain; charset=windows-1252", "", "1. A \x93smart\x94 lamp."),
			"Claims für you", "1. A “smart” lamp.\n", nil,
		},
		{
			"quoted-printable",
			letter("From: a@example.com", "To: b@example.com", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", "1. A lamp at 20=C2=B0C, compri=", "sing a bulb."),
			"", "1. A lamp at 20°C, comprising a bulb.\n", nil,
		},
		{
			"base64",
			letter("MIME-Version: 1.0", "From: a@example.com", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", "MS4gQSBsYW1w", "LgoyLiBUaGUgbGFtcCBvZiBjbGFpbSAxLgo="),
			"", "1. A lamp.\n2. The lamp of claim 1.\n", nil,
		},
		{
			"flowed, quoted, signed",
			letter("From: a@example.com", "Subject: Re: claims", "Content-Type: text/plain; charset=us-ascii; format=flowed", "", "See below.", "", "Ann wrote:", ">1. A lamp comprising a base ", "> and a bulb.", ">2. The lamp of claim 1.", "-- ", "Bob", "Attorney"),
			"Re: claims", "See below.\n\nAnn wrote:\n\n1. A lamp comprising a base and a bulb.\n2. The lamp of claim 1.\n", []string{"a signature was left out (3 lines)"},
		},
		{
			"quoted twice, and a line that only begins with the mark",
			letter("From: a@example.com", "Subject: x", "", "Hello", "> > 1. A lamp with a base", "> > > more", "> why", "", "thickness", "> 5 mm", "end", "> 2. The lamp."),
			"x", "Hello\n\n1. A lamp with a base\n\nmore\n\nwhy\n\n\nthickness\n> 5 mm\nend\n\n2. The lamp.\n", nil,
		},
		{
			"alternatives: the plain one; an attachment",
			letter("From: a@example.com", "Content-Type: multipart/mixed; boundary=o", "", "preamble", "--o", "Content-Type: multipart/alternative; boundary=i", "", "--i", "Content-Type: text/html", "", "<p>1. A lamp.</p>", "--i", "", "1. A lamp.", "--i--", "--o", "Content-Type: application/pdf; name=\"x.pdf\"", "Content-Disposition: attachment; filename*=utf-8''cl%C3%A4ims.pdf", "", "%PDF", "--o--"),
			"", "1. A lamp.\n", []string{"the attachment \"cläims.pdf\" (application/pdf) was left out: save it and give it as a file"},
		},
		{
			"alternatives: the HTML one where the plain one is empty",
			letter("From: a@example.com", "Content-Type: multipart/alternative; boundary=i", "", "--i", "Content-Type: text/plain", "", "", "--i", "Content-Type: multipart/related; boundary=r", "", "--r", "Content-Type: text/html; charset=iso-8859-1", "", "<p>\xe9</p>", "--r", "Content-Type: image/png", "", "x", "--r--", "--i--"),
			"", "é", []string{"an attachment (image/png) was left out"},
		},
		{
			"cut short",
			letter("From: a@example.com", "Content-Type: multipart/mixed; boundary=o", "", "--o", "Content-Type: text/plain", "", "1. A lamp."),
			"", "1. A lamp.\n", []string{"the message breaks off: what comes before is read"},
		},
		{
			"no encoding stated",
			letter("From: a@example.com", "Subject: x", "", "1. A lamp at 20 \xb0C."),
			"x", "1. A lamp at 20 °C.\n", []string{"no encoding is stated and it is not UTF-8: read as windows-1252"},
		},
	} {
		if !isMail([]byte(c.data)) {
			t.Errorf("%s: not taken for mail", c.name)
		}
		docs, err := readMail("x", []byte(c.data), Options{})
		if err != nil || len(docs) != 1 {
			t.Errorf("%s: %d documents, %v", c.name, len(docs), err)
			continue
		}
		d := docs[0]
		if d.Title != c.title || d.Text != c.text {
			t.Errorf("%s: title %q, text %q; want %q, %q", c.name, d.Title, d.Text, c.title, c.text)
		}
		if diff := cmp.Diff(c.notes, d.Notes); diff != "" {
			t.Errorf("%s: notes (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestReadMailNested(t *testing.T) {
	data := letter("From: a@example.com", "Subject: Fwd", "Content-Type: multipart/mixed; boundary=o", "", "--o", "", "See the message.", "--o", "Content-Type: message/rfc822", "", "From: b@example.com", "Subject: inner", "", "1. A lamp.", "--o--")
	docs, err := readMail("x", []byte(data), Options{})
	if err != nil || len(docs) != 2 || docs[0].Title != "Fwd" || docs[1].Title != "inner" || strings.TrimSpace(docs[1].Text) != "1. A lamp." {
		t.Fatalf("%v, %v", docs, err)
	}
	deep := "1. A lamp."
	for range maxMailDepth + 2 {
		deep = letter("From: a@example.com", "Content-Type: message/rfc822", "", deep)
	}
	if _, err := readMail("x", []byte(deep), Options{}); err == nil || !strings.Contains(err.Error(), "x:1: parts nested deeper than 20") {
		t.Errorf("deep nesting: %v", err)
	}
}

func TestMbox(t *testing.T) {
	first := "From ann@example.com Mon Jan  1 10:00:00 2024\nFrom: ann@example.com\nSubject: one\n\nFrom the claims it follows:\n\nFrom now on at 10:00 in 2024 or so\n1. A lamp.\n>From here\n\n"
	second := "From - Tue Jan 02 2024 11:00:00 +0000\nSubject: two\nFrom: b@example.com\n\n1. A chair.\n"
	data := first + second
	if !isMail([]byte(data)) {
		t.Error("not taken for mail")
	}
	if n := nextMail([]byte(data), false); n != len(first) {
		t.Errorf("first message has %d bytes, want %d", n, len(first))
	}
	if n := nextMail([]byte(second), false); n != 0 {
		t.Errorf("%d without the end of the file", n)
	}
	for cut := range len(first) + 40 {
		if n := nextMail([]byte(data[:cut]), false); n != 0 && n != len(first) {
			t.Fatalf("%d of the first %d bytes", n, cut)
		}
	}
	docs, err := readMail("y", []byte(data), Options{})
	if err != nil || len(docs) != 2 || docs[0].Title != "one" || docs[1].Title != "two" || !strings.Contains(docs[0].Text, "\nFrom here") {
		t.Fatalf("%v, %v", docs, err)
	}
}

func TestIsMail(t *testing.T) {
	for _, data := range []string{
		"1. A lamp.\n", "From the claims it follows: 10:00 2024\n", "Title: Lamp\nNumber: 5\n\n1. A lamp.\n",
		"Claims: 1. A lamp.\n\n2. The lamp of claim 1.\n", "From: a@example.com\nTo: b", "{\"from\": 1}", "To: Ann\n\nx\n",
		"From: a\nA line that is no field\nTo: b\n\n1. A lamp.\n", "",
	} {
		if isMail([]byte(data)) {
			t.Errorf("%q is taken for mail", data)
		}
	}
}

func FuzzMail(f *testing.F) {
	f.Add([]byte(letter("From: a@example.com", "Content-Type: multipart/mixed; boundary=o", "", "--o", "", "> 1. A lamp.", "--o--")))
	f.Add([]byte("From a Mon Jan  1 10:00:00 2024\nFrom: a\nContent-Transfer-Encoding: base64\n\nQQ==\n"))
	f.Add([]byte(letter("From: a", "Content-Type: text/plain; format=flowed; delsp=yes", "", ">> a ", "-- ", "x")))
	f.Fuzz(func(t *testing.T, data []byte) {
		isMail(data)
		for rest := data; len(rest) > 0; {
			n := nextMail(rest, true)
			if n <= 0 || n > len(rest) {
				t.Fatalf("length %d of %d", n, len(rest))
			}
			rest = rest[n:]
		}
		docs, err := readMail("x", data, Options{})
		if err == nil && len(data) > 0 && len(docs) == 0 {
			t.Fatal("neither documents nor an error")
		}
	})
}
