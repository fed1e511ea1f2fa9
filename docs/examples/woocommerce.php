<?php
/**
 * Plugin Name: Vafa token
 * Description: Tells the club who is signed in. data-token-url="/wp-admin/admin-ajax.php?action=vafa_token"
 */

// In wp-config.php: define('VAFA_TOKEN_SECRET', '…'); the same as the gateway's.

defined('ABSPATH') || exit;

// A route of the REST API would need a nonce that the page does not send: there everybody is a guest.
add_action('wp_ajax_vafa_token', function () {
    $user = wp_get_current_user();
    $payload = wp_json_encode(['sub' => (string) $user->ID, 'name' => $user->display_name, 'iat' => time()]);
    $signed = 'v1.' . rtrim(strtr(base64_encode($payload), '+/', '-_'), '=');
    nocache_headers();
    wp_send_json(['token' => $signed . '.' . hash_hmac('sha256', $signed, VAFA_TOKEN_SECRET)]);
});

add_action('wp_ajax_nopriv_vafa_token', function () {
    nocache_headers();
    status_header(204);
    exit;
});
