package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"claimchart/priorart/index"
	"claimchart/priorart/library"
	"claimchart/report"
)

// indexHelp says how a cluster is reached.
const indexHelp = `A library too large for one machine is kept in a Weaviate cluster (1.35): --index weaviate://HOST:PORT/COLLECTION, weaviates:// for TLS, with
several nodes as HOST:PORT,HOST:PORT; or CLAIMCHART_INDEX. The API key is read from CLAIMCHART_INDEX_KEY or from the file that
CLAIMCHART_INDEX_KEY_FILE names, the certificate of whoever signed the server's from the file that CLAIMCHART_INDEX_CA names.`

// The environment variables of an index. None of what they hold but the address is ever printed.
const (
	indexEnv        = "CLAIMCHART_INDEX"
	keyEnv          = "CLAIMCHART_INDEX_KEY"
	keyFileEnv      = "CLAIMCHART_INDEX_KEY_FILE"
	caEnv           = "CLAIMCHART_INDEX_CA"
	versionEnv      = "CLAIMCHART_INDEX_VERSION"
	candidatesEnv   = "CLAIMCHART_INDEX_CANDIDATES"
	copiesEnv       = "CLAIMCHART_INDEX_COPIES"
	shardsEnv       = "CLAIMCHART_INDEX_SHARDS"
	mostKey         = 1 << 16
	mostPerSearch   = 10000
	mostShardsAsked = 1 << 16
)

// indexFlag is --index.
type indexFlag struct{ text string }

func (f *indexFlag) flag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.text, "index", "", "use the library that a cluster keeps at `ADDRESS`: weaviate://HOST:PORT/COLLECTION (default: CLAIMCHART_INDEX)")
}

// address is the index that is asked for, nil where none is: by the flag, else by the environment unless references are named otherwise.
func (f *indexFlag) address(cmd *cobra.Command, otherwise bool) (*index.Address, error) {
	text, from := f.text, "--index"
	if !cmd.Flags().Changed("index") && !otherwise {
		text, from = os.Getenv(indexEnv), indexEnv
	}
	if text == "" {
		return nil, nil
	}
	if otherwise {
		return nil, errors.New("--index: the references are named otherwise as well: leave one of the two out")
	}
	at, err := index.ParseAddress(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", from, err)
	}
	at.Key, at.Version = os.Getenv(keyEnv), os.Getenv(versionEnv)
	if name := os.Getenv(keyFileEnv); name != "" && at.Key == "" {
		key, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", keyFileEnv, err)
		}
		at.Key = string(bytes.TrimSpace(key))
	}
	for _, r := range at.Key {
		if r < '!' || r > '~' || len(at.Key) > mostKey {
			return nil, fmt.Errorf("%s: the key holds what no key does, a space or a line end: mend it", keyEnv)
		}
	}
	if name := os.Getenv(caEnv); name != "" {
		if at.CA, err = os.ReadFile(name); err != nil {
			return nil, fmt.Errorf("%s: %w", caEnv, err)
		}
	}
	for _, n := range []struct {
		env  string
		into *int
		most int
	}{{candidatesEnv, &at.Candidates, mostPerSearch}, {copiesEnv, &at.Copies, mostShardsAsked}, {shardsEnv, &at.Shards, mostShardsAsked}} {
		text := os.Getenv(n.env)
		if text == "" {
			continue
		}
		if *n.into, err = strconv.Atoi(text); err != nil || *n.into < 1 || *n.into > n.most {
			return nil, fmt.Errorf("%s=%s: give a number from 1 to %d", n.env, text, n.most)
		}
	}
	at.Warn = func(text string) { fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: %s\n", text) }
	return at, nil
}

// openElsewhere opens the library of an index.
func openElsewhere(at *index.Address, err error) (*library.Loaded, []report.Input, bool, error) {
	if err != nil {
		return nil, nil, true, err
	}
	loaded, err := library.OpenElsewhere(at)
	if err != nil {
		return nil, nil, true, err
	}
	return loaded, inputsOf(loaded), false, nil
}

// library opens the library of the index that is asked for, else those of refs, or that of the folder one is in.
func (f *indexFlag) library(cmd *cobra.Command, refs []string) (*library.Loaded, bool, error) {
	if at, err := f.address(cmd, len(refs) > 0); at != nil || err != nil {
		loaded, _, lost, err := openElsewhere(at, err)
		return loaded, lost, err
	}
	if len(refs) == 0 {
		refs = []string{here}
	}
	return loadLibrary(cmd, refs)
}

// folderIn is the folder that is named, or none.
func folderIn(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

// sendTo brings an index up to the library of a folder and says what was done.
func sendTo(cmd *cobra.Command, dir string, opt library.Options, at *index.Address, p *progress) error {
	warn := at.Warn
	at.Warn = func(text string) {
		p.clear()
		warn(text)
	}
	opt.TellIndex = func(done, all int) {
		p.tell(func(time.Duration) string { return fmt.Sprintf("%d of %d passages are in the index", done, all) })
	}
	begun := time.Now()
	sent, err := library.SendTo(dir, opt, at)
	p.clear()
	if err != nil {
		return err
	}
	complain(cmd, sent.Problems)
	for _, r := range sent.Refused {
		fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: %v\n", r)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "claimchart: %s: %d references, %d passages (sent: %d references, %d passages; there already: %d; taken out: %d) in %v\n",
		at, sent.References, sent.Result.Passages, sent.Documents, sent.Passages, sent.Same, sent.Out, time.Since(begun).Round(100*time.Millisecond))
	if sent.Lost || len(sent.Refused) > 0 {
		return errReported
	}
	return nil
}
