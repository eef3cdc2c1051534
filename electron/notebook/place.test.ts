// Which places are no place for a notebook: shares by their name, mapped drives, and mounts of network file systems.
// Must not need a share.

import { describe, expect, test } from 'vitest';
import { refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { createNotebook } from './open.ts';
import { isOnNetwork, type PlaceSystem } from './place.ts';

const path = '/data/notebooks/study.ascnb';

function mounted(...mounts: readonly (readonly [point: string, type: string])[]): PlaceSystem {
  const lines = mounts.map(
    ([point, type], index) =>
      `${index + 30} 27 0:${index} / ${point} rw,relatime shared:1 - ${type} source rw`,
  );
  return { realPath: (folder) => folder, mounts: () => `${lines.join('\n')}\n` };
}

const onDisk = mounted(['/', 'ext4']);

describe('a network share', () => {
  test.each([
    '\\\\server\\share\\study.ascnb',
    '//server/share/study.ascnb',
    '\\\\?\\UNC\\server\\share\\a.ascnb',
    '//?/unc/server/share/a.ascnb',
  ])('%s is refused by its name', (name) => {
    expect(isOnNetwork(name, onDisk)).toBe(true);
  });

  test.each(['\\\\?\\C:\\notebooks\\study.ascnb', 'C:\\notebooks\\study.ascnb', path])(
    '%s is not',
    (name) => {
      expect(isOnNetwork(name, onDisk)).toBe(false);
    },
  );

  test('a mapped drive shows what it really is', () => {
    const mapped = { ...onDisk, realPath: () => '\\\\server\\share\\notebooks' };
    expect(isOnNetwork('Z:\\notebooks\\study.ascnb', mapped)).toBe(true);
  });

  test.each(['nfs4', 'cifs', 'smb3', '9p', 'ceph', 'fuse.sshfs', 'fuse.rclone'])('a folder on %s', (type) => {
    expect(isOnNetwork(path, mounted(['/', 'ext4'], ['/data', type]))).toBe(true);
    expect(isOnNetwork(path, mounted(['/data', type], ['/', 'ext4']))).toBe(true);
  });

  test.each(['ext4', 'btrfs', 'xfs', 'tmpfs', 'overlay', 'fuseblk', 'vfat', 'exfat', 'fuse.gocryptfs'])(
    'a folder on %s is a place for a notebook',
    (type) => {
      expect(isOnNetwork(path, mounted(['/', 'nfs'], ['/data', type]))).toBe(false);
    },
  );

  test('the mount is told by whole names, the later of two, with its spaces', () => {
    expect(isOnNetwork(path, mounted(['/', 'ext4'], ['/dat', 'nfs'], ['/data/notebooks-2', 'nfs']))).toBe(
      false,
    );
    expect(isOnNetwork(path, mounted(['/data', 'nfs'], ['/data', 'ext4']))).toBe(false);
    const spaced = mounted(['/', 'ext4'], ['/lab\\040share', 'cifs']);
    expect(isOnNetwork('/lab share/study.ascnb', spaced)).toBe(true);
  });

  test('a system that cannot tell does not refuse', () => {
    const broken: PlaceSystem = {
      ...onDisk,
      realPath: () => {
        throw new Error('not supported');
      },
    };
    expect(isOnNetwork(path, broken)).toBe(false);
  });

  test('creating refuses it', () => {
    const share = '//server/share/study.ascnb';
    const folder = new TestFolder();
    expect(refusedWith(createNotebook(share, folder.options()))).toBe('notebook.on-network');
    folder.remove();
  });
});
