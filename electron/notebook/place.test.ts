// Which places are no place for a notebook: shares by their name and by the type of their file system.
// Must not need a share.

import { describe, expect, test } from 'vitest';
import { refusedWith, TestFolder } from '../testing/bench-notebook.ts';
import { createNotebook } from './open.ts';
import { isOnNetwork } from './place.ts';

const path = '/home/anna/study.ascnb';

describe('a network share', () => {
  test.each([
    '\\\\server\\share\\study.ascnb',
    '//server/share/study.ascnb',
    '\\\\?\\UNC\\server\\share\\a.ascnb',
  ])('%s is refused by its name', (path) => {
    expect(isOnNetwork(path, () => 0xef53)).toBe(true);
  });

  test.each([
    ['NFS', 0x6969],
    ['CIFS', 0xff534d42],
    ['CIFS as a signed number', 0xff534d42 | 0],
    ['SMB2', 0xfe534d42],
    ['9P', 0x01021997],
    ['Ceph', 0x00c36400],
  ])('a folder on %s', (_, type) => {
    expect(isOnNetwork(path, () => type)).toBe(true);
  });

  test.each([
    ['ext4', 0xef53],
    ['Btrfs', 0x9123683e],
    ['XFS', 0x58465342],
    ['tmpfs', 0x01021994],
    ['overlay', 0x794c7630],
    // A disk with NTFS is one as well as sshfs is: the type does not tell them apart.
    ['FUSE', 0x65735546],
    ['FAT on a USB disk', 0x4d44],
  ])('a folder on %s is a place for a notebook', (_, type) => {
    expect(isOnNetwork(path, () => type)).toBe(false);
  });

  test('a system that cannot tell does not refuse', () => {
    const broken = () => {
      throw new Error('not supported');
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
