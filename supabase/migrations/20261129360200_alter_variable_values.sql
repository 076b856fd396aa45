-- What the sender is called comes from the sender alone: a column of a lead with the same name does not fill it in.
create or replace function private.variable_values(p_lead genesis.leads, p_brand genesis.brand_profiles, p_names text[]) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_name text;
  v_value text;
  v_values jsonb := '{}';
  v_sender constant text[] := array[
    'sender_name', 'sender_first_name', 'sender_email', 'sender_company', 'sender_website', 'booking_link', 'second_booking_link'];
begin
  foreach v_name in array p_names loop
    v_value := case v_name
      when 'first_name' then p_lead.first_name
      when 'last_name' then p_lead.last_name
      when 'full_name' then concat_ws(' ', private.usable_value(p_lead.first_name), private.usable_value(p_lead.last_name))
      when 'email' then p_lead.email
      when 'company' then p_lead.company
      when 'title' then p_lead.title
      when 'website' then p_lead.website
      when 'notes' then p_lead.notes
      when 'sender_name' then p_brand.sender_name
      when 'sender_first_name' then split_part(private.usable_value(p_brand.sender_name), ' ', 1)
      when 'sender_email' then p_brand.sender_email
      when 'sender_company' then p_brand.company_name
      when 'sender_website' then p_brand.website
      when 'booking_link' then p_brand.calendly_link_1
      when 'second_booking_link' then p_brand.calendly_link_2
    end;
    v_value := private.usable_value(v_value);
    if v_value is null and p_lead.custom is not null and v_name <> all (v_sender) then
      select private.usable_value(extra.value) into v_value
      from jsonb_each_text(p_lead.custom) extra
      where private.variable_key(extra.key) = v_name and private.usable_value(extra.value) is not null
      order by extra.key limit 1;
    end if;
    if v_value is not null then
      v_values := v_values || jsonb_build_object(v_name, v_value);
    end if;
  end loop;
  return v_values;
end
$$;
