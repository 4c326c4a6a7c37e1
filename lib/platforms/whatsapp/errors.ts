import { doubted, type ErrorTable, later, refused, staleToken } from '#platforms/error-table.ts';
import { META_ERRORS } from '#platforms/meta-errors.ts';

/**
 * Cloud API, "Error codes". The same codes come in the answer to a message and, later, in its failed status.
 */
export const WHATSAPP_ERRORS: ErrorTable = {
  ...META_ERRORS,
  '0': staleToken,
  '3': refused('permission_missing', 'account'),
  '33': refused('phone_number_gone', 'account'),
  '100/33': refused('not_found'),
  '80007': later('rate_limited'),
  '130429': later('rate_limited'),
  // Some customers get nothing that they did not ask for: WhatsApp tries out what that does.
  '130472': refused('recipient_in_experiment', 'customer'),
  '130497': refused('country_restricted', 'customer'),
  '131000': doubted('unknown_error'),
  '131005': refused('permission_missing', 'account'),
  '131008': refused('invalid_request'),
  '131009': refused('invalid_request'),
  '131016': later('unavailable'),
  '131021': refused('recipient_is_sender', 'customer'),
  '131026': refused('recipient_unavailable', 'customer'),
  '131030': refused('recipient_not_allowed', 'customer'),
  '131031': refused('account_restricted', 'account'),
  '131037': refused('display_name_missing', 'account'),
  '131042': refused('payment_missing', 'account'),
  '131045': refused('phone_number_unregistered', 'account'),
  '131047': refused('outside_window'),
  '131048': refused('spam_limit', 'account'),
  '131049': refused('recipient_protected', 'customer'),
  '131050': refused('recipient_opted_out', 'customer'),
  '131051': refused('unsupported_type'),
  // Six seconds a customer is the pace that WhatsApp asks for when this is said.
  '131056': later('pair_rate_limited', 6),
  '131057': later('maintenance'),
  '131062': refused('recipient_needs_number'),
  '133004': later('unavailable'),
  '133010': refused('phone_number_unregistered', 'account'),
  '135000': refused('invalid_request'),
  '137000': refused('recipient_identity_changed', 'customer'),
};
