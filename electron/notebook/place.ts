// Whether a path is a place where a notebook may live: a disk of this machine, not a network share.
// Must not open the file.

import { readFileSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * File systems, as Linux names them in its table of mounts, whose locks and flushes SQLite cannot rely on. FUSE alone
 * says nothing: a disk with NTFS is one as well as sshfs is, so the name after the dot decides.
 */
const networkTypes = new Set(
  `nfs nfs4 cifs smb3 smbfs afs coda ncpfs ceph glusterfs lustre 9p vboxsf davfs fuse.sshfs fuse.rclone
   fuse.s3fs fuse.gcsfuse fuse.davfs fuse.curlftpfs fuse.glusterfs fuse.ceph fuse.gvfsd-fuse fuse.vmhgfs-fuse`.split(
    /\s+/,
  ),
);

export interface PlaceSystem {
  /** The folder as the system really reaches it: on Windows a mapped drive then shows its `\\server\share`. */
  readonly realPath: (folder: string) => string;
  /** `/proc/self/mountinfo`; empty where the system has none. */
  readonly mounts: () => string;
}

const thisSystem: PlaceSystem = {
  realPath: (folder) => realpathSync.native(folder),
  mounts: () => (process.platform === 'linux' ? readFileSync('/proc/self/mountinfo', 'utf8') : ''),
};

/** True for UNC paths, mapped drives and folders on a network file system; false when the system cannot tell. */
export function isOnNetwork(path: string, system: PlaceSystem = thisSystem): boolean {
  if (isUnc(path)) return true;
  try {
    const folder = system.realPath(dirname(resolve(path)));
    return isUnc(folder) || networkTypes.has(typeOfMount(folder, system.mounts()));
  } catch {
    return false;
  }
}

/** `\\?\C:\…` is a long path on a disk of this machine, `\\?\UNC\server\…` is not. */
function isUnc(path: string): boolean {
  return /^[\\/]{2}[?.][\\/]UNC[\\/]/i.test(path) || /^[\\/]{2}[^\\/?.]/.test(path);
}

/** The type of the mount that holds `folder`: the last of those with the longest path, as later mounts hide earlier ones. */
function typeOfMount(folder: string, mountInfo: string): string {
  let found = { length: -1, type: '' };
  for (const line of mountInfo.split('\n')) {
    // proc(5): …, the fifth field is the mount point, and after a single dash comes the type.
    const [before = '', after = ''] = line.split(' - ');
    const point = (before.split(' ')[4] ?? '').replaceAll(/\\(\d{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const isAbove = folder === point || folder.startsWith(point.endsWith('/') ? point : `${point}/`);
    if (point === '' || !isAbove || point.length < found.length) continue;
    found = { length: point.length, type: after.split(' ')[0] ?? '' };
  }
  return found.type;
}
