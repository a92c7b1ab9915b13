package source

import (
	"strings"

	"golang.org/x/net/html"

	"claimchart/claims/lazyregexp"
)

var (
	blockElements = wordSet("address article aside blockquote body caption center claim claim-text claims dd details dialog div dl dt fieldset figcaption figure " +
		"footer form h1 h2 h3 h4 h5 h6 header heading hgroup hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul " +
		"description abstract description-of-drawings tables patent-tables para-num")
	// unseenElements show no words of the page, or none that can be read.
	unseenElements = wordSet("head script style noscript template svg iframe object embed canvas audio video select button textarea input datalist map dialog")
	asideElements  = wordSet("nav aside footer")
	asideRoles     = wordSet("navigation complementary contentinfo search dialog alertdialog menu menubar")
	// asideNames are classes and identifiers that the makers of pages give to what stands around an article.
	asideNames = wordSet("sidebar side-bar cookie-banner cookie-notice cookie-consent cookiebar cookie-bar cookie-law-info-bar onetrust-consent-sdk gdpr " +
		"consent-banner site-footer site-nav site-navigation navbar navigation main-navigation breadcrumb breadcrumbs share sharing share-buttons " +
		"social-share sharedaddy social-links related-posts newsletter-signup skip-link screen-reader-text sr-only visually-hidden advertisement " +
		"ad-banner widget-area mw-editsection mw-jump-link printfooter catlinks")
	quoteNames = wordSet("quote blockquote bbcode_quote bbcodequote quotecontent quoted")
)

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// unseen tells whether a browser shows nothing of n.
func unseen(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "aria-hidden":
			if a.Val == "true" && n.Data != "body" && n.Data != "main" {
				return true
			}
		case "style":
			s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// besideText tells whether n is what stands around an article: navigation, side bar, foot, a notice about cookies.
func besideText(n *html.Node) bool {
	switch {
	case asideElements[n.Data]:
		return true
	case n.Data == "html" || n.Data == "body" || n.Data == "main" || n.Data == "article":
		return false
	}
	return asideRoles[htmlAttr(n, "role")] || named(n, asideNames)
}

// named tells whether a class or the identifier of n is among names.
func named(n *html.Node, names map[string]bool) bool {
	for _, a := range n.Attr {
		if a.Key == "class" || a.Key == "id" {
			for _, c := range strings.Fields(a.Val) {
				if names[strings.ToLower(c)] {
					return true
				}
			}
		}
	}
	return false
}

var claimWords = lazyregexp.New(`(?i)\b(?:comprising|wherein|claims?\s+\d)`)

// speaksOfClaims tells whether what stands beside an article has claims in it: then it is kept, since a page's makers name their
// boxes as they like.
func speaksOfClaims(n *html.Node) bool { return claimWords.MatchString(visibleText(n)) }
