package library

import (
	"testing"

	"claimchart/claims"
)

// TestDateOfDocument: a document counts from its own publication, which for a specification printed anew is later than the grant; from the grant only
// where no publication is stated.
func TestDateOfDocument(t *testing.T) {
	for _, c := range []struct{ publication, grant, want string }{
		{"2015-06-10", "2012-03-14", "2015-06-10 publication"},
		{"2015-06-10", "", "2015-06-10 publication"},
		{"", "2012-03-14", "2012-03-14 grant"},
		{"", "", " "},
	} {
		ref := fromDocument("ep.xml", &claims.Document{Number: "EP99991B2", Dates: claims.Dates{Publication: c.publication, Grant: c.grant}})
		if got := ref.Date + " " + ref.DateFrom; got != c.want {
			t.Errorf("published %q, granted %q: %q, want %q", c.publication, c.grant, got, c.want)
		}
	}
}
