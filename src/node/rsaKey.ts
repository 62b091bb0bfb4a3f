import { createPrivateKey, type KeyObject } from 'node:crypto';

/** The RSA private key that a PEM text holds; undefined where it holds none, or the passphrase is another. */
export function rsaPrivateKey(pem: string, passphrase: string | undefined): KeyObject | undefined {
  try {
    const key = createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
    return key.asymmetricKeyType === 'rsa' ? key : undefined;
  } catch {
    return undefined;
  }
}
