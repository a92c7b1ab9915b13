package source

import "claimchart/claims"

func isText([]byte) bool { return true }

// readText takes the whole text; whether it is a list of claims or an article is for claims.Parse to see.
func readText(name string, data []byte) ([]*claims.Document, error) {
	return []*claims.Document{{Name: name, Format: "text", Text: string(data)}}, nil
}
