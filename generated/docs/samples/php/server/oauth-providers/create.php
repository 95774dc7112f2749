<?php

$curl = curl_init('https://api.hexclave.com/api/v1/oauth-providers');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_POST => true,
    CURLOPT_HTTPHEADER => [
        'X-Hexclave-Access-Type: server',
        'X-Hexclave-Project-Id: <your project UUID>',
        'X-Hexclave-Secret-Server-Key: ssk_<your secret server key>',
        'Content-Type: application/json',
    ],
    CURLOPT_POSTFIELDS => json_encode([
        'user_id' => '3241a285-8329-4d69-8f3d-316e08cf140c',
        'provider_config_id' => 'github',
        'email' => 'ada@example.com',
        'allow_sign_in' => true,
        'allow_connected_accounts' => false,
        'account_id' => '583231',
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
