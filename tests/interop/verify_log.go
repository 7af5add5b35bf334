// Command verify_log verifies a live ledger over HTTP with Go's own sumdb packages, unmodified:
// signatures, every entry, inclusion through tiles, and that an older checkpoint is its beginning.
//
//	verify_log URL VKEY AUDITOR_KEY OLDER_NOTE_FILE
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func check(err error, what string) {
	if err != nil {
		log.Fatalf("%s: %v", what, err)
	}
}

type server struct{ url, key string }

func (s server) get(path string) []byte {
	request, err := http.NewRequest("GET", s.url+path, nil)
	check(err, path)
	request.Header.Set("Authorization", "Bearer "+s.key)
	answer, err := http.DefaultClient.Do(request)
	check(err, path)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	check(err, path)
	if answer.StatusCode != 200 {
		log.Fatalf("%s: HTTP %d: %s", path, answer.StatusCode, body)
	}
	return body
}

// sumdb writes the tile's height into its path; C2SP does not.
func address(tile tlog.Tile) string {
	return "/tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
}

func (s server) Height() int { return 8 }

func (s server) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data := s.get(address(tile))
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", tile.Path(), len(data))
		}
		all = append(all, data)
	}
	return all, nil
}

func (s server) SaveTiles([]tlog.Tile, [][]byte) {}

// tlog.ParseTree reads the Go checksum database's trees alone; the lines are the same but the first.
func open(text []byte, verifier note.Verifier) tlog.Tree {
	signed, err := note.Open(text, note.VerifierList(verifier))
	check(err, "checkpoint")
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		log.Fatalf("not a checkpoint of %s: %q", verifier.Name(), signed.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err, "size")
	root, err := base64.StdEncoding.DecodeString(lines[2])
	check(err, "root")
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree
}

func (s server) entries(size int64) (entries [][]byte) {
	for n := int64(0); n*256 < size; n++ {
		width := size - n*256
		if width > 256 {
			width = 256
		}
		path := address(tlog.Tile{H: 8, L: 0, N: n, W: int(width)})
		data := s.get("/tile/entries" + strings.TrimPrefix(path, "/tile/0"))
		for len(data) >= 2 {
			length := int(binary.BigEndian.Uint16(data))
			entries = append(entries, data[2:2+length])
			data = data[2+length:]
		}
	}
	return entries
}

// All entries, hashed again from nothing, give the root that was signed.
func checkAll(tree tlog.Tree, entries [][]byte) {
	if int64(len(entries)) != tree.N {
		log.Fatalf("%d entries under a checkpoint over %d", len(entries), tree.N)
	}
	var stored []tlog.Hash
	read := tlog.HashReaderFunc(func(at []int64) (hashes []tlog.Hash, err error) {
		for _, i := range at {
			hashes = append(hashes, stored[i])
		}
		return hashes, nil
	})
	for i, entry := range entries {
		hashes, err := tlog.StoredHashes(int64(i), entry, read)
		check(err, "entry")
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(tree.N, read)
	check(err, "tree")
	if root != tree.Hash {
		log.Fatalf("the entries do not give the root that was signed")
	}
}

func main() {
	log.SetFlags(0)
	s := server{os.Args[1] + "/api/v1/ledger", os.Args[3]}
	verifier, err := note.NewVerifier(os.Args[2])
	check(err, "vkey")
	older, err := os.ReadFile(os.Args[4])
	check(err, "older checkpoint")
	from, tree := open(older, verifier), open(s.get("/checkpoint"), verifier)

	entries := s.entries(tree.N)
	checkAll(tree, entries)

	tiles := tlog.TileHashReader(tree, s)
	step := tree.N / 1000
	proofs := 0
	for i := int64(0); i < tree.N; i += step {
		proof, err := tlog.ProveRecord(tree.N, i, tiles)
		check(err, "proof")
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, i, tlog.RecordHash(entries[i])), "inclusion")
		proofs++
	}
	continuation, err := tlog.ProveTree(tree.N, from.N, tiles)
	check(err, "consistency proof")
	check(tlog.CheckTree(continuation, tree.N, tree.Hash, from.N, from.Hash), "consistency")
	fmt.Printf("verified %d entries, %d inclusion proofs, and that %d entries were their beginning\n",
		tree.N, proofs, from.N)
}
