import { describe, expect, test } from 'vitest';
import type { Actor, MembershipRole } from '#lib/core/actor.ts';
import { inSeveralEnterprises } from '#lib/core/actor.ts';
import { may, type Permission } from '#lib/core/authorize.ts';
import { hasOtherOwner, isOwner, joinedRoles, rolesField } from '#lib/enterprises/team/roles.ts';

const somebody = (...roles: MembershipRole[]): Actor => ({
  type: 'person',
  userId: 'u',
  email: 'u@example.com',
  name: 'U',
  locale: 'en',
  staffRoles: [],
  memberships: roles.map((role) => ({ enterpriseId: 'e', role })),
  translates: [],
});

describe('several roles of one person', () => {
  test.each<[MembershipRole[], Permission, boolean]>([
    [['editor'], 'storefront.edit', true],
    [['editor'], 'team.manage', false],
    [['editor'], 'seller_order.fulfil', false],
    [['editor', 'orders'], 'seller_order.fulfil', true],
    [['orders', 'finance'], 'storefront.edit', false],
    [['signatory'], 'team.view', true],
    [['owner'], 'team.manage', true],
    [['owner'], 'collection.edit', true],
    [['owner'], 'collection.curate', false],
  ])('%j and %s: %s', (roles, permission, allowed) => {
    expect(may(somebody(...roles), permission, { enterpriseId: 'e' })).toBe(allowed);
    expect(may(somebody(...roles), permission, { enterpriseId: 'other' })).toBe(false);
  });

  test('in one enterprise are one enterprise', () => {
    const actor = somebody('editor', 'orders');
    expect(actor.type === 'person' && inSeveralEnterprises(actor)).toBe(false);
  });

  test('join in one order, without doubles, and an owner needs no other', () => {
    expect(joinedRoles(['signatory'], ['editor', 'signatory'])).toEqual(['editor', 'signatory']);
    expect(joinedRoles(['owner'], ['editor'])).toEqual(['owner']);
  });

  test('come from a form only as roles that are given', () => {
    expect(rolesField.parse(['orders', 'editor', 'orders'])).toEqual(['editor', 'orders']);
    expect(rolesField.safeParse(['owner']).success).toBe(false);
    expect(rolesField.safeParse([]).success).toBe(false);
  });
});

describe('owners', () => {
  const team = [
    { userId: 'a', role: 'owner' },
    { userId: 'b', role: 'editor' },
    { userId: 'b', role: 'orders' },
  ] as const;

  test('the only one has no other', () => {
    expect(isOwner(team, 'a')).toBe(true);
    expect(isOwner(team, 'b')).toBe(false);
    expect(hasOtherOwner(team, 'a')).toBe(false);
    expect(hasOtherOwner(team, 'b')).toBe(true);
  });
});
