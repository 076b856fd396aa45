-- The five answers that the emails are written from. Tone and language are one question.
alter table genesis.brand_profiles
  add column audience text,
  add column problem text,
  add column proof text,
  add column offer text,
  add column tone text,
  add column language text not null default 'en' check (language in ('en', 'de', 'fr', 'es', 'it', 'nl', 'pt'));
