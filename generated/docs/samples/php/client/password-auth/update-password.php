<?php

$curl = curl_init('https://api.hexclave.com/api/v1/auth/password/update');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_POST => true,
    CURLOPT_HTTPHEADER => [
        'X-Hexclave-Access-Type: client',
        'X-Hexclave-Project-Id: <your project UUID>',
        "X-Hexclave-Access-Token: <the user's access token>",
        'Content-Type: application/json',
    ],
    CURLOPT_POSTFIELDS => json_encode([
        'old_password' => 'placeholder-password',
        'new_password' => 'new-placeholder-password',
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
