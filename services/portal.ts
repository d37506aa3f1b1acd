import { type Database, openDatabase } from '../db/client';

/** The portal's books: one pool for the server's process, however often its code is loaded. */
const shared = globalThis as typeof globalThis & { sluicePortal?: Database };

/** Opens the books that `DATABASE_URL` names, once; the server sets it before the first page is asked for. */
export function portalDatabase(): Database {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL names no database: start the portal with npm start');
  shared.sluicePortal ??= openDatabase(url);
  return shared.sluicePortal;
}
