/** The version of the format that this code writes, and the newest that it reads. */
export const formatVersion = 1;

/** The first line of every bundle. */
export const firstLine = /^acre-bundle (\d{1,9})$/;

/** How much a frame holds before it is sealed. */
export const framePayload = 64 * 1024;

/** What follows a frame's payload: the tag of AES-256-GCM, or the beginning of a SHA-256. */
export const tagLength = 16;

/** Set in a frame's length when it is the last. */
export const lastFrame = 0x8000_0000;

/** How far a bundle may go, so that one made to do harm cannot ask for more memory than there is. */
export const limits = {
  /** The second line, in bytes. */
  header: 1024,
  /** The list of tables and migrations, in bytes. */
  head: 4 * 1024 * 1024,
  /** A row, in bytes, uncompressed. */
  line: 64 * 1024 * 1024,
  tables: 1000,
  /** Per table; as many as PostgreSQL allows. */
  columns: 1600,
  migrations: 10_000,
  /** Memory for a passphrase's key, in bytes: 128 × N × r. */
  scryptMemory: 256 * 1024 * 1024,
  scryptParallel: 4,
} as const;
