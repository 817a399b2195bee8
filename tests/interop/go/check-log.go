// Checks a log that Lookback wrote with Go's own transparency log code, and writes one that Lookback checks.
//
// usage: check-log FOLDER
// Reads FOLDER/log, FOLDER/checkpoint, FOLDER/claims.json; prints one JSON object.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

type inclusion struct {
	Index    int64
	LeafHash string
	Proof    []string
}

type consistency struct {
	Old   int64
	Root  string
	Proof []string
}

type claims struct {
	LogKey      string
	Inclusion   []inclusion
	Consistency []consistency
	WitnessName string
	WitnessKey  string
	Cosignature string
}

type result struct {
	Size             int64
	Root             string
	Leaves           int64
	SameInclusion    int
	ValidInclusion   int
	SameConsistency  int
	ValidConsistency int
	CosignedAt       uint64
	Written          written
}

// A log that Go wrote: two heads, the proof between them, and a cosignature.
type written struct {
	LogKey      string
	Old         string
	New         string
	OldSize     int64
	Proof       []string
	WitnessKey  string
	Cosignature string
}

func main() {
	folder := os.Args[1]
	var given claims
	must(json.Unmarshal(read(filepath.Join(folder, "claims.json")), &given))
	tree, text := openCheckpoint(read(filepath.Join(folder, "checkpoint")), given.LogKey)
	tiles := tileReader(filepath.Join(folder, "log"))
	reader := tlog.TileHashReader(tree, tiles)
	root, err := tlog.TreeHash(tree.N, reader)
	must(err)
	out := result{Size: tree.N, Root: root.String(), Leaves: checkLeaves(filepath.Join(folder, "log"), tree, reader)}
	for _, each := range given.Inclusion {
		own, err := tlog.ProveRecord(tree.N, each.Index, reader)
		must(err)
		if same(own, each.Proof) {
			out.SameInclusion++
		}
		if tlog.CheckRecord(hashes(each.Proof), tree.N, tree.Hash, each.Index, hash(each.LeafHash)) == nil {
			out.ValidInclusion++
		}
	}
	for _, each := range given.Consistency {
		own, err := tlog.ProveTree(tree.N, each.Old, reader)
		must(err)
		if same(own, each.Proof) {
			out.SameConsistency++
		}
		if tlog.CheckTree(hashes(each.Proof), tree.N, tree.Hash, each.Old, hash(each.Root)) == nil {
			out.ValidConsistency++
		}
	}
	out.CosignedAt = checkCosignature(text, given)
	out.Written = write()
	must(json.NewEncoder(os.Stdout).Encode(out))
}

func openCheckpoint(signed []byte, key string) (tlog.Tree, string) {
	verifier, err := note.NewVerifier(key)
	must(err)
	opened, err := note.Open(signed, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	return tlog.Tree{N: size, Hash: hash(lines[2])}, opened.Text
}

// Tiles as they stand in the folder. TileHashReader compares each with the root before it is used.
type tileReader string

func (folder tileReader) Height() int { return tileHeight }

func (folder tileReader) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		path := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight))
		data, err := os.ReadFile(filepath.Join(string(folder), "tile", path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (folder tileReader) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

// Hashes every leaf of every entry bundle and compares it with the tree.
func checkLeaves(folder string, tree tlog.Tree, reader tlog.HashReader) int64 {
	var checked int64
	for start := int64(0); start < tree.N; start += 1 << tileHeight {
		width := tree.N - start
		if width > 1<<tileHeight {
			width = 1 << tileHeight
		}
		tile := tlog.Tile{H: tileHeight, L: -1, N: start >> tileHeight, W: int(width)}
		path := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/data/", tileHeight))
		data := read(filepath.Join(folder, "tile", "entries", path))
		var indexes []int64
		for each := int64(0); each < width; each++ {
			indexes = append(indexes, tlog.StoredHashIndex(0, start+each))
		}
		stored, err := reader.ReadHashes(indexes)
		must(err)
		for _, expected := range stored {
			length := int(binary.BigEndian.Uint16(data))
			if tlog.RecordHash(data[2:2+length]) != expected {
				panic("a leaf is not the one in the tree")
			}
			data = data[2+length:]
			checked++
		}
		if len(data) != 0 {
			panic("bytes behind the last leaf")
		}
	}
	return checked
}

// The cosignature of a witness, by the specification alone.
func checkCosignature(text string, given claims) uint64 {
	public := decode(given.WitnessKey)
	line := strings.Split(strings.TrimSuffix(given.Cosignature, "\n"), " ")
	data := decode(line[2])
	if line[0] != "—" || line[1] != given.WitnessName || !bytes.Equal(data[:4], keyID(given.WitnessName, public)) {
		panic("not a line of the witness")
	}
	seconds := binary.BigEndian.Uint64(data[4:12])
	if !ed25519.Verify(public, []byte(fmt.Sprintf("cosignature/v1\ntime %d\n%s", seconds, text)), data[12:]) {
		panic("the cosignature does not verify")
	}
	return seconds
}

func keyID(name string, public []byte) []byte {
	sum := sha256.Sum256(append([]byte(name+"\n\x04"), public...))
	return sum[:4]
}

func write() written {
	const oldSize, newSize = 1000, 1337
	secret, key, err := note.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{5}, 64)), "go.example/log")
	must(err)
	signer, err := note.NewSigner(secret)
	must(err)
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			found = append(found, stored[index])
		}
		return found, nil
	})
	heads := map[int64]string{}
	for each := int64(0); each <= newSize; each++ {
		if each == oldSize || each == newSize {
			root, err := tlog.TreeHash(each, reader)
			must(err)
			signed, err := note.Sign(&note.Note{Text: fmt.Sprintf("go.example/log\n%d\n%s\n", each, root)}, signer)
			must(err)
			heads[each] = string(signed)
		}
		more, err := tlog.StoredHashes(each, []byte(fmt.Sprintf("leaf %d", each)), reader)
		must(err)
		stored = append(stored, more...)
	}
	proof, err := tlog.ProveTree(newSize, oldSize, reader)
	must(err)
	private := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{6}, 32))
	public := private.Public().(ed25519.PublicKey)
	text := strings.SplitAfterN(heads[newSize], "\n\n", 2)[0]
	text = text[:len(text)-1]
	signature := ed25519.Sign(private, []byte("cosignature/v1\ntime 1679315147\n"+text))
	id := keyID("go.example/witness", public)
	data := append(append(append([]byte{}, id...), 0, 0, 0, 0, 0x64, 0x18, 0x50, 0xcb), signature...)
	vkey := fmt.Sprintf("go.example/witness+%x+%s", id, encode(append([]byte{4}, public...)))
	return written{key, heads[oldSize], heads[newSize], oldSize, texts(proof), vkey, "— go.example/witness " + encode(data) + "\n"}
}

func same(own []tlog.Hash, given []string) bool {
	return strings.Join(texts(own), " ") == strings.Join(given, " ")
}

func texts(all []tlog.Hash) []string {
	out := []string{}
	for _, each := range all {
		out = append(out, each.String())
	}
	return out
}

func hashes(all []string) []tlog.Hash {
	var out []tlog.Hash
	for _, each := range all {
		out = append(out, hash(each))
	}
	return out
}

func hash(text string) tlog.Hash {
	parsed, err := tlog.ParseHash(text)
	must(err)
	return parsed
}

func encode(data []byte) string { return base64.StdEncoding.EncodeToString(data) }

func decode(text string) []byte {
	data, err := base64.StdEncoding.DecodeString(text)
	must(err)
	return data
}

func read(path string) []byte {
	data, err := os.ReadFile(path)
	must(err)
	return data
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
