import type { Normalised } from '#platforms/event.ts';
import type { Status, WhatsAppValue } from './schema.ts';

/** Events that are no messages: receipts, and what WhatsApp says about the account. */

const RECEIPTS: Readonly<Record<string, string>> = {
  sent: 'sent_receipt',
  delivered: 'delivery_receipt',
  read: 'read_receipt',
  played: 'played_receipt',
  deleted: 'deleted_receipt',
  warning: 'warning',
};

/** Lists beside the messages, and fields of the business account. */
const NOTICES: Readonly<Record<string, string>> = {
  calls: 'call',
  user_preferences: 'marketing_preference',
  user_id_update: 'customer_id_changed',
  groups: 'group_update',
  group_lifecycle_update: 'group_update',
  group_participants_update: 'group_update',
  group_settings_update: 'group_update',
  group_status_update: 'group_update',
  account_alerts: 'account_update',
  account_review_update: 'account_update',
  account_settings_update: 'account_update',
  account_update: 'account_update',
  business_capability_update: 'account_update',
  business_status_update: 'account_update',
  business_username_update: 'account_update',
  flows: 'flow_update',
  // The past of a number that was used in the app before; it is not to alert anybody.
  history: 'history',
  message_template_components_update: 'template_update',
  message_template_quality_update: 'template_update',
  message_template_status_update: 'template_update',
  partner_solutions: 'account_update',
  payment_configuration_update: 'account_update',
  phone_number_name_update: 'account_update',
  phone_number_quality_update: 'account_update',
  security: 'account_update',
  smb_app_state_sync: 'contacts_update',
  template_category_update: 'template_update',
};

/**
 * A receipt. A message that was accepted may still fail, which only its status tells: the reason carries WhatsApp's code,
 * `send_failed_131047`.
 */
export function normaliseStatus({ status, errors }: Status): Normalised {
  if (status === 'failed') {
    const code = errors?.[0]?.code;
    return { kind: 'ignored', reason: code ? `send_failed_${code}` : 'send_failed' };
  }
  const reason = status !== undefined && Object.hasOwn(RECEIPTS, status) ? RECEIPTS[status] : undefined;
  return reason ? { kind: 'ignored', reason } : { kind: 'unknown', type: status ? `statuses.${status}` : 'statuses' };
}

/** Everything else. Errors without a message are about the account: `error_131051`. */
export function normaliseNotice(field: string | undefined, value: WhatsAppValue): Normalised {
  const list = (['calls', 'user_preferences', 'user_id_update', 'groups'] as const).find((name) => value[name]);
  const name = list ?? field ?? '';
  if (Object.hasOwn(NOTICES, name)) return { kind: 'ignored', reason: NOTICES[name] ?? name };
  const code = value.errors?.[0]?.code;
  return code ? { kind: 'ignored', reason: `error_${code}` } : { kind: 'unknown', type: `changes.${field ?? ''}` };
}
