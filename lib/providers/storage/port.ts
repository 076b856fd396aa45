/** One company's file; where it lies is made of these three ids and nothing else. */
export type ObjectKey = { workspaceId: string; projectId: string; assetId: string };
export type Bytes = AsyncIterable<Uint8Array>;

type Kept = {
  /** The bytes, or null when there are none. */
  read(key: ObjectKey): Promise<ReadableStream<Uint8Array> | null>;
  /** Bytes of our own making or receiving; the same key a second time is fine and keeps the first. */
  put(key: ObjectKey, bytes: Uint8Array): Promise<void>;
  /** Fine when there are none. */
  remove(key: ObjectKey): Promise<void>;
};

/** The bytes come through this application: exactly `sizeBytes` of them, all or nothing, once; 409 `asset.already_uploaded`. */
export type OwnStorage = Kept & {
  kind: "own";
  write(key: ObjectKey, upload: { bytes: Bytes; sizeBytes: number }): Promise<void>;
};
/** The bytes go to the vendor directly, by an address it signed. */
export type DirectStorage = Kept & {
  kind: "direct";
  uploadAddress(key: ObjectKey): Promise<{ url: string; lifetimeSeconds: number }>;
};

export type AssetStorage = OwnStorage | DirectStorage;
