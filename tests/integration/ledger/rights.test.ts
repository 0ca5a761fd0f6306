import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { pool } from '#lib/db/index.ts';
import { applyMigrations } from '../../../runtime/prisma-engine.ts';
import { asOwner } from '../owner.ts';

const book = `select ledger_post('{"a:1"}', '{sale}', '{""}', '{1,1}', '{stripe_clearing:EUR,platform_commission:EUR}', '{5,-5}') as booked`;

test("the product's connections take the role that only reads the ledger, and may do everything else", async () => {
  const { rows } = await pool().query<{ current_user: string }>('select current_user');
  expect(rows[0]?.current_user).toBe('ambersilk_app');
  await pool().query('create table made_by_the_product (id int)');
  await pool().query('drop table made_by_the_product');
  // What a later migration makes is the product's as well.
  await asOwner((client) => client.query('create table made_later (id serial primary key)'));
  await pool().query('insert into made_later default values');
  await asOwner((client) => client.query('drop table made_later'));
});

test('an operator whose user may make no roles gets the whole schema, and the triggers alone keep the ledger', async () => {
  const name = `plain_${randomUUID().slice(0, 8)}`;
  await asOwner(async (client) => {
    await client.query(`create role ${name} login password 'plain' nocreaterole nosuperuser`);
    await client.query(`create database ${name} owner ${name}`);
  });
  const url = new URL(process.env['DATABASE_URL'] ?? '');
  url.username = name;
  url.password = 'plain';
  url.pathname = `/${name}`;
  expect((await applyMigrations(url.href)).length).toBeGreaterThan(0);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const { rows } = await client.query<{ booked: number }>(book);
  expect(rows[0]?.booked).toBe(1);
  await expect(client.query('update ledger_entry set amount_minor = 1')).rejects.toThrow(/is append-only/);
  await expect(client.query('truncate ledger_entry')).rejects.toThrow(/is append-only/);
  await client.end();
  await asOwner(async (owner) => {
    await owner.query(`drop database ${name}`);
    await owner.query(`drop role ${name}`);
  });
});
