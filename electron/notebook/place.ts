// Whether a path is a place where a notebook may live: a disk of this machine, not a network share.
// Must not open the file.

import { statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * File system types, as `statfs` names them on Linux, whose locks and flushes SQLite cannot rely on:
 * NFS, SMB, CIFS, SMB2, AFS, Coda, NCP, 9P (shares of a virtual machine), Ceph.
 */
const networkTypes = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x73757245, 0x564c, 0x01021997, 0x00c36400,
]);

export type FileSystemType = (folder: string) => number;

const systemType: FileSystemType = (folder) => statfsSync(folder).type;

/** True for UNC paths and for folders on a network file system; false when the system cannot tell. */
export function isOnNetwork(path: string, typeOf: FileSystemType = systemType): boolean {
  if (/^(\\\\|\/\/)[^\\/]/.test(path)) return true;
  try {
    // The type comes back signed on some builds.
    return networkTypes.has(typeOf(dirname(resolve(path))) >>> 0);
  } catch {
    return false;
  }
}
