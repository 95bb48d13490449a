-- Fonts of people's own, for the apps that write: a kind of file beside the others.
alter table assets drop constraint assets_kind_check;
alter table assets add constraint assets_kind_check check (kind in ('video', 'image', 'audio', 'font'));
