package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimchart/claims"
)

const hupdSample = `{
  "application_number": "14999001", "publication_number": "US20170000001A1-20170105", "title": "Lamp  with a base",
  "decision": "ACCEPTED", "date_produced": "20161221", "date_published": "20170105", "patent_number": "9999001",
  "filing_date": "20160111", "patent_issue_date": "20180206", "inventor_list": [{"inventor_city": "Bonn"}],
  "examiner_id": null, "abstract": "A lamp\nwith a base.",
  "claims": "1. A lamp comprising a base. \n 2. The lamp of claim 1, wherein the base is red.",
  "full_description": "BACKGROUND\n[0001] Lamps are known. [0002] As said in [0001] they glow.\nThey have bases."
}`

func TestReadHUPD(t *testing.T) {
	if !isHUPD([]byte(hupdSample)) {
		t.Fatal("not taken for an application of the data set")
	}
	docs, err := readHUPD("x", []byte(hupdSample), Options{Description: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []*claims.Document{{
		Name: "x", Format: "hupd", Number: "US20170000001A1", Title: "Lamp with a base", Country: "US", Kind: "A1", Language: "en",
		Dates:    claims.Dates{Filing: "2016-01-11", Publication: "2017-01-05"},
		Text:     "1. A lamp comprising a base. \n 2. The lamp of claim 1, wherein the base is red.",
		Notes:    []string{"claims of the application as published; decision in the data set: ACCEPTED, patent 9999001 of 2018-02-06"},
		Abstract: "A lamp with a base.",
		Paragraphs: []claims.Paragraph{
			{Text: "BACKGROUND", Heading: true}, {Loc: "[0001]", Text: "Lamps are known."},
			{Loc: "[0002]", Text: "As said in [0001] they glow."}, {Text: "They have bases."},
		},
	}}
	if diff := cmp.Diff(want, docs); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	set, err := claims.Parse(docs[0])
	if err != nil || len(set.Claims) != 2 || set.Claims[1].Text != "The lamp of claim 1, wherein the base is red." {
		t.Errorf("claims: %v, %v", set, err)
	}
	if docs, _ = readHUPD("y", []byte(hupdSample), Options{}); docs[0].Abstract != "" || docs[0].Paragraphs != nil {
		t.Error("the description is read though nobody asked for it")
	}
}

func TestHUPDNumbersAndDates(t *testing.T) {
	for _, c := range []struct{ fields, number, kind, published string }{
		{`"publication_number": "US20170000001A1", "date_published": "2017-01-05"`, "US20170000001A1", "A1", "2017-01-05"},
		{`"publication_number": "US20170000001A1-20170105", "date_published": ""`, "US20170000001A1", "A1", "2017-01-05"},
		{`"publication_number": "US2017/0000001 A1"`, "US20170000001A1", "A1", ""},
		{`"publication_number": null, "application_number": 14999001`, "14999001", "", ""},
		{`"publication_number": "NaN", "application_number": "14999001", "date_published": "20171332"`, "14999001", "", ""},
		{`"publication_number": "X 5"`, "X 5", "", ""},
	} {
		docs, err := readHUPD("x", []byte(`{"claims": "1. A lamp.", `+c.fields+`}`), Options{})
		if err != nil || docs[0].Number != c.number || docs[0].Kind != c.kind || docs[0].Dates.Publication != c.published {
			t.Errorf("%s: %+v, %v", c.fields, docs, err)
		}
	}
}

func TestHUPDErrors(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"{\"decision\": \"REJECTED\",\n \"claims\": \"1. A la", "x:2: the JSON breaks off"},
		{`{"decision": "REJECTED", "claims": ""}`, "x:1: no claims"},
		{"{\"claims\": \"1. A lamp.\"}\n{\"claims\": []}", "x:2:"},
		{"", "x:1: no application"},
	} {
		if _, err := readHUPD("x", []byte(c.data), Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.data, err, c.want)
		}
	}
	for _, data := range []string{`{"claims": [{"text": "the \"decision\" and \"filing_date\" and \"patent_number\""}]}`, "1. A lamp.", "", `["decision"]`} {
		if isHUPD([]byte(data)) {
			t.Errorf("%q is taken for an application of the data set", data)
		}
	}
}

func FuzzHUPD(f *testing.F) {
	f.Add([]byte(hupdSample))
	f.Add([]byte(`{"claims": "1. A", "decision": 5}{`))
	f.Fuzz(func(_ *testing.T, data []byte) {
		isHUPD(data)
		_, _ = readHUPD("x", data, Options{Description: true})
	})
}
