<?php
// The token of whoever is signed in, for a page written by hand: data-token-url="/token.php".

function vafa_token(string $id, string $name, string $secret): string
{
    $payload = json_encode(['sub' => $id, 'name' => $name, 'iat' => time()]);
    $signed = 'v1.' . rtrim(strtr(base64_encode($payload), '+/', '-_'), '=');
    return $signed . '.' . hash_hmac('sha256', $signed, $secret);
}

session_start();
header('Cache-Control: no-store');
if (empty($_SESSION['customer_id'])) {
    http_response_code(204);
    exit;
}
header('Content-Type: application/json');
echo json_encode(['token' => vafa_token((string) $_SESSION['customer_id'], (string) $_SESSION['customer_name'], getenv('VAFA_TOKEN_SECRET'))]);
