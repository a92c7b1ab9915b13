//go:build !windows

package main

import "os"

// coloured tells whether a terminal obeys the sequences that colour text.
func coloured(*os.File) bool { return true }
