<?php

$curl = curl_init('https://api.hexclave.com/api/v1/auth/oauth/cross-domain/authorize');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_POST => true,
    CURLOPT_HTTPHEADER => [
        'X-Hexclave-Access-Type: admin',
        'X-Hexclave-Project-Id: <your project UUID>',
        'X-Hexclave-Super-Secret-Admin-Key: sak_<your super secret admin key>',
        "X-Hexclave-Access-Token: <the user's access token>",
        "X-Hexclave-Refresh-Token: <the user's refresh token>",
        'Content-Type: application/json',
    ],
    CURLOPT_POSTFIELDS => json_encode([
        'redirect_uri' => 'https://other.example.com/callback',
        'state' => 'state-placeholder',
        'code_challenge' => 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        'code_challenge_method' => 'S256',
    ]),
]);
$content = curl_exec($curl);
if ($content === false) {
    throw new RuntimeException(curl_error($curl));
}
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($status >= 400) {
    throw new RuntimeException("$status $content");
}

print_r(json_decode($content, true));
