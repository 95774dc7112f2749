<?php

$curl = curl_init('https://api.hexclave.com/api/v1/auth/oauth/token');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_POST => true,
    CURLOPT_HTTPHEADER => [
        'Content-Type: application/json',
    ],
    CURLOPT_POSTFIELDS => json_encode([
        'grant_type' => 'refresh_token',
        'client_id' => '6fbbf22e-f4b2-4c6e-95a1-beab6fa41063',
        'client_secret' => '__stack_public_client__',
        'refresh_token' => 'refresh-token-placeholder',
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
