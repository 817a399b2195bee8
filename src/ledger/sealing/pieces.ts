/** A piece of a body: all of one length but the last, which may be shorter, and is empty only when the body is. */
export interface Piece {
  readonly bytes: Buffer;
  readonly isLast: boolean;
}

/** Cuts a body, however it arrives, into pieces of `size` bytes. Holds one piece in memory. */
export async function* inPieces(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  size: number,
): AsyncGenerator<Piece> {
  let piece = Buffer.allocUnsafe(size);
  let filled = 0;
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length; ) {
      // Only what comes after a full piece shows that it is not the last.
      if (filled === size) {
        yield { bytes: piece, isLast: false };
        piece = Buffer.allocUnsafe(size);
        filled = 0;
      }
      const part = chunk.subarray(at, at + size - filled);
      piece.set(part, filled);
      filled += part.length;
      at += part.length;
    }
  }
  yield { bytes: piece.subarray(0, filled), isLast: true };
}
