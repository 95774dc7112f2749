<?php

$curl = curl_init('https://api.hexclave.com/api/v1/user-api-keys');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_POST => true,
    CURLOPT_HTTPHEADER => [
        'X-Hexclave-Access-Type: client',
        'X-Hexclave-Project-Id: <your project UUID>',
        'Content-Type: application/json',
    ],
    CURLOPT_POSTFIELDS => json_encode([
        'description' => 'Nightly import',
        'expires_at_millis' => 1760086400000,
        'is_public' => false,
        'user_id' => '3241a285-8329-4d69-8f3d-316e08cf140c',
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
